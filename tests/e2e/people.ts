import { checkDigit } from '../../src/domain/document/check-digit.ts';

/** The specimen of the field notes: an invented woman with a Russian internal passport. */
export const specimen = 'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<\n4511234569RUS9003152F<<<<<<<1110720770056<98';

type Person = { surname: string; given: string; number: string; birth: string; sex: 'M' | 'F'; issued?: string };

/**
 * The two lines of a Russian internal passport for an invented person. `number` is series and number, ten digits; names are in
 * the reversible Latin of MVD order 773, with `<` between given name and patronymic; dates are YYMMDD.
 */
export const internalPassport = ({ surname, given, number, birth, sex, issued = '150610' }: Person): string => {
  const first = `PNRUS${surname}<<${given}`.padEnd(44, '<');
  const split = number.slice(0, 3) + number.slice(4);
  const numberPart = split + checkDigit(split);
  const birthPart = birth + checkDigit(birth);
  const rest = `${number.slice(3, 4)}${issued}770056<`;
  const restPart = rest + checkDigit(rest);
  const composite = checkDigit(`${numberPart}${birthPart}<<<<<<<${restPart}`);
  return `${first}\n${numberPart}RUS${birthPart}${sex}<<<<<<<${restPart}${composite}`;
};

/** Another invented person each time, told apart by number and birth date: the same name and date would be the same person. */
export const traveller = (index: number): string =>
  internalPassport({
    surname: 'OBRAZCOV',
    given: 'PETR<IVANOVI3',
    number: `4512${String(700_000 + index)}`,
    birth: `88${String(1 + (Math.floor(index / 28) % 12)).padStart(2, '0')}${String(1 + (index % 28)).padStart(2, '0')}`,
    sex: 'M',
  });
