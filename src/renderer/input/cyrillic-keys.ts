/** Physical key -> lower-case letter of the Russian layout (ЙЦУКЕН), whatever layout the system has. */
const letters = new Map<string, string>([
  ...[...'QWERTYUIOPASDFGHJKLZXCVBNM'].map((key, at): [string, string] => [
    `Key${key}`,
    'йцукенгшщзфывапролдячсмить'.charAt(at),
  ]),
  ['BracketLeft', 'х'],
  ['BracketRight', 'ъ'],
  ['Semicolon', 'ж'],
  ['Quote', 'э'],
  ['Comma', 'б'],
  ['Period', 'ю'],
  ['Backquote', 'ё'],
]);

/** Kazakh letters where the Kazakh layout has them: on the digits, with AltGr so that digits stay digits. */
const kazakh = new Map<string, string>(
  ['Digit2ә', 'Digit3і', 'Digit4ң', 'Digit5ғ', 'Digit8ү', 'Digit9ұ', 'Digit0қ', 'Minusө', 'Equalһ'].map(
    (pair): [string, string] => [pair.slice(0, -1), pair.slice(-1)],
  ),
);

export type CyrillicPress = Pick<KeyboardEvent, 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'> & {
  getModifierState(key: string): boolean;
};

/** The Cyrillic letter of a key; `undefined` for keys that carry none or belong to a shortcut. */
export const cyrillicOf = (press: CyrillicPress): string | undefined => {
  const isThird = press.getModifierState('AltGraph');
  if (press.metaKey || (!isThird && (press.ctrlKey || press.altKey))) return undefined;
  const letter = (isThird ? kazakh : letters).get(press.code);
  return press.shiftKey !== press.getModifierState('CapsLock') ? letter?.toUpperCase() : letter;
};

/** Types Cyrillic into the text field that has the focus, whatever the layout; fields of figures keep the keyboard's own letters. */
export const typeCyrillic = (event: KeyboardEvent): void => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || field.classList.contains('mono') || event.isComposing) return;
  const letter = cyrillicOf(event);
  if (letter === undefined) return;
  event.preventDefault();
  const end = field.value.length;
  field.setRangeText(letter, field.selectionStart ?? end, field.selectionEnd ?? end, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
};
