const qwerty = 'QWERTYUIOPASDFGHJKLZXCVBNM<>`1234567890';
/** Russian ЙЦУКЕН, with `<` and `>` on Shift+Б and Shift+Ю. */
const russian = 'ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬБЮЁ1234567890';

const ofRussian = new Map([...russian].map((key, i) => [key, qwerty.charAt(i)]));

/** The Kazakh layout has letters and signs where the Russian one has digits. */
const kazakhLetters = 'ӘІҢҒҮҰҚ';
const ofKazakh = new Map([
  ['"', '1'],
  ['Ә', '2'],
  ['І', '3'],
  ['Ң', '4'],
  ['Ғ', '5'],
  [',', '6'],
  ['.', '7'],
  ['Ү', '8'],
  ['Ұ', '9'],
  ['Қ', '0'],
]);

/** Gives back what a keyboard-wedge reader meant where the desk's layout was Russian or Kazakh. Expects capitals. */
export const untypeCyrillic = (text: string): string => {
  const isRussian = /[ЁА-Я]/.test(text);
  const isKazakh = [...kazakhLetters].some((letter) => text.includes(letter));
  if (!isRussian && !isKazakh) return text;
  return [...text].map((key) => ofRussian.get(key) ?? (isKazakh ? ofKazakh.get(key) : undefined) ?? key).join('');
};
