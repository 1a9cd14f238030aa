/** Endings of Russian surnames in all cases, as name keys spell them: what stands before decides, what follows is free. */
const families: readonly { readonly shape: RegExp; readonly forms: readonly string[] }[] = [
  { shape: /^(.{2,}(?:OV|EV|IN))(?:A|U|IM|OI|E|OM|I)?$/, forms: ['', 'A'] },
  { shape: /^(.{2,}(?:SK|5K))(?:I|A|OGO|OMU|IM|OI|U|OM)$/, forms: ['I', 'A', 'OI'] },
];
const casesOfOthers = /^(.{3,}[^AEIOU])(?:A|U|OM|EM|E)$/;

/** The forms a surname's key may have in documents, from any case it was written or said in; the key itself first. */
export const surnameForms = (key: string): string[] => {
  const forms = families.flatMap(({ shape, forms: endings }) => {
    const stem = shape.exec(key)?.[1];
    return stem === undefined ? [] : endings.map((ending) => stem + ending);
  });
  const bare = casesOfOthers.exec(key)?.[1];
  return [...new Set([key, ...forms, ...(bare === undefined ? [] : [bare])])];
};

const givenEndings = ['A', 'U', 'I', 'E', 'OI', 'EI', 'OM', 'EM'];

/** The forms a given name's key may have, from any case; the key itself first. */
export const givenForms = (key: string): string[] => {
  const stems = givenEndings.filter((ending) => key.length > ending.length + 1 && key.endsWith(ending));
  const forms = stems.flatMap((ending) => {
    const stem = key.slice(0, -ending.length);
    return [`${stem}A`, stem, `${stem}I`];
  });
  return [...new Set([key, ...forms])];
};

/** Letters and digits that name keys are written with (`name-key.ts`). */
const alphabet = 'ABDEFGHIKLMNOPRSTUVZ12345';

/** Every key at one slip of the hand from a key: a letter too many, one missing, one for another, two in the wrong order. */
export const nearKeys = (key: string): string[] => {
  const near = new Set<string>();
  for (let at = 0; at <= key.length; at += 1) {
    const [before, after] = [key.slice(0, at), key.slice(at)];
    if (after !== '') near.add(before + after.slice(1));
    if (after.length > 1) near.add(before + after.charAt(1) + after.charAt(0) + after.slice(2));
    for (const letter of alphabet) {
      near.add(before + letter + after);
      if (after !== '') near.add(before + letter + after.slice(1));
    }
  }
  near.delete(key);
  return [...near];
};
