/**
 * The text most frames agree on, character by character. Only texts of the commonest shape (lines and their lengths) have a
 * vote; a position where no character has more than half of them is `undefined`: nothing is guessed.
 */
export const voteOnText = (texts: readonly string[]): string | undefined => {
  const shapeOf = (text: string): string =>
    text
      .split('\n')
      .map(({ length }) => length)
      .join('x');
  const shapes = new Map<string, string[]>();
  for (const text of texts) shapes.set(shapeOf(text), [...(shapes.get(shapeOf(text)) ?? []), text]);
  const voters = [...shapes.values()].toSorted((a, b) => b.length - a.length)[0];
  if (!voters?.[0]) return undefined;
  let voted = '';
  for (let i = 0; i < voters[0].length; i += 1) {
    const counts = new Map<string, number>();
    for (const text of voters) counts.set(text.charAt(i), (counts.get(text.charAt(i)) ?? 0) + 1);
    const [winner, votes] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? ['', 0];
    if (votes * 2 <= voters.length) return undefined;
    voted += winner;
  }
  return voted;
};
