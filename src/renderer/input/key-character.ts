/** What a key press tells: the physical key, what the layout made of it, and the shift state. */
export type KeyPress = {
  readonly code: string;
  readonly key: string;
  readonly shift: boolean;
  readonly capsLock?: boolean;
};

const pairs = `Backquote\`~ Digit11! Digit22@ Digit33# Digit44$ Digit55% Digit66^ Digit77& Digit88* Digit99( Digit00) Minus-_ Equal=+
BracketLeft[{ BracketRight]} Backslash\\| Semicolon;: Quote'" Comma,< Period.> Slash/? IntlBackslash<>
Numpad000 Numpad111 Numpad222 Numpad333 Numpad444 Numpad555 Numpad666 Numpad777 Numpad888 Numpad999
NumpadDecimal.. NumpadDivide// NumpadMultiply** NumpadSubtract-- NumpadAdd++`;

/** Physical key -> plain and shifted character of a reader set to the US layout, as nearly all are delivered. */
const characters = new Map<string, readonly [string, string]>([
  ...pairs
    .split(/\s+/)
    .map((entry): [string, [string, string]] => [entry.slice(0, -2), [entry.slice(-2, -1), entry.slice(-1)]]),
  ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter): [string, [string, string]] => [
    `Key${letter}`,
    [letter.toLowerCase(), letter],
  ]),
  ['Space', [' ', ' ']],
]);

/**
 * The character a reader meant, whatever layout the system has: Russian and Kazakh layouts turn `P` into `З`, the physical key
 * stays `KeyP`. `undefined` for keys that carry no character.
 */
export const characterOf = ({ code, key, shift, capsLock }: KeyPress): string | undefined => {
  const pair = characters.get(code);
  if (!pair) return undefined;
  const [plain, shifted] = pair;
  const isLetter = code.startsWith('Key');
  // Without Caps Lock a key that already reads as the shifted character was shifted by something we did not see.
  const isShifted = shift || (!(isLetter && capsLock) && key === shifted);
  return isShifted ? shifted : plain;
};
