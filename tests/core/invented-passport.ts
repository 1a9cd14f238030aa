import { checkDigit } from '../../src/domain/document/check-digit.ts';

const two = (number: number): string => String(number).padStart(2, '0');
const withDigit = (text: string): string => text + checkDigit(text);

/**
 * The two lines of a Russian internal passport of an invented man, told apart by `index`. A minor is one of fifteen or sixteen: younger
 * ones have no such passport. Each has a birth date of his own, because name and date would make one person of two.
 */
export const inventedPassport = (index: number, age: 'adult' | 'minor' = 'adult', surname = 'OBRAZCOV'): string => {
  const day = two(1 + (index % 28));
  const month = two(1 + (Math.floor(index / 28) % 12));
  const born = withDigit(`${age === 'adult' ? String(85 + (Math.floor(index / 336) % 10)) : '10'}${month}${day}`);
  const number = withDigit(`451${String(700_000 + index)}`);
  const rest = withDigit(`2${age === 'adult' ? '150610' : '250110'}770056<`);
  const composite = checkDigit(`${number}${born}<<<<<<<${rest}`);
  return `${`PNRUS${surname}<<PETR<IVANOVI3`.padEnd(44, '<')}\n${number}RUS${born}M<<<<<<<${rest}${composite}`;
};
