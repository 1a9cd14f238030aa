/** The Russian internal passport's one-to-one alphabet (domain.md §4.6); digits 0, 1 and 5 stand for nothing. */
const cyrillic = 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ';
const latin = 'ABVGDE2JZIQKLMNOPRSTUFHC34WXY9678';

const toCyrillic = new Map([...latin].map((letter, i) => [letter, cyrillic.charAt(i)]));
const toLatin = new Map([...cyrillic].map((letter, i) => [letter, latin.charAt(i)]));

/** Safe repairs of a misread line 1: only the digits that the alphabet does not use. Any other digit is a letter. */
const unused: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '5': 'S' };

export const repairReversible = (text: string): string => text.replace(/[015]/g, (digit) => unused[digit] ?? digit);

/** Cyrillic for a name of the machine-readable entry; what is no letter of the alphabet stays as it is. */
export const decodeReversible = (text: string): string =>
  [...text].map((letter) => toCyrillic.get(letter) ?? letter).join('');

/** The machine-readable form of a Russian name: hyphens and spaces become fillers, letters without a place are dropped. */
export const encodeReversible = (name: string): string =>
  [...name.toUpperCase()]
    .map((letter) => (/[\s-]/.test(letter) ? '<' : (toLatin.get(letter) ?? '')))
    .join('')
    .replace(/<+/g, '<')
    .replace(/^<|<$/g, '');
