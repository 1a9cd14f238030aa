const weights = [7, 3, 1] as const;

const valueOf = (character: string): number => {
  if (character >= '0' && character <= '9') return character.charCodeAt(0) - 48;
  if (character >= 'A' && character <= 'Z') return character.charCodeAt(0) - 55;
  return 0;
};

/** Weights 7, 3, 1; 0–9 count themselves, A–Z 10–35, `<` nothing; modulo 10 (Doc 9303-3 §4.9). */
export const checkDigit = (text: string): string => {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += valueOf(text.charAt(i)) * (weights[i % 3] ?? 1);
  return String(sum % 10);
};

/** True where `digit` vouches for `text`. An empty field may carry `<` for 0 (Doc 9303-4 §4.2.2.2). */
export const isVouched = (text: string, digit: string): boolean =>
  digit === checkDigit(text) || (digit === '<' && /^<*$/.test(text));
