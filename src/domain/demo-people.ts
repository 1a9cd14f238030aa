import { encodeReversible } from './document/reversible-cyrillic.ts';
import { iinCheckDigit } from './document/iin.ts';
import { transliterate } from './document/transliteration.ts';
import type { NativeName, TravelDocument } from './document/travel-document.ts';
import * as names from './demo-names.ts';
import type { Dice } from './demo-random.ts';
import { dayText } from './local-time.ts';

/** An invented traveller and how the desk comes to know the document. */
export type DemoPerson = { readonly document: TravelDocument; readonly isManual: boolean };

const digits = (dice: Dice, count: number): string => Array.from({ length: count }, () => dice.roll(10)).join('');

/** Shares of domain.md §8. */
const mix = [
  ['internal', 0.62],
  ['foreign', 0.15],
  ['kazakh', 0.15],
  ['other', 0.05],
  ['old-internal', 0.03],
] as const;
const shareOfMinors = 0.02;
const shareOfMen = 0.6;
const daysPerYear = 365.25;

const birthDateOf = (dice: Dice, today: number, isMinor: boolean): string => {
  const years = isMinor ? 1 + dice.roll(16) : 18 + dice.roll(30) + dice.roll(28);
  return dayText(Math.floor(today - years * daysPerYear - dice.roll(365)));
};

const kazakhNumber = (dice: Dice, birthDate: string, sex: 'M' | 'F'): string => {
  const century = birthDate < '2000' ? (sex === 'M' ? 3 : 4) : sex === 'M' ? 5 : 6;
  for (;;) {
    const eleven = birthDate.slice(2).replaceAll('-', '') + century + '0' + digits(dice, 3);
    const check = iinCheckDigit(eleven);
    if (check !== undefined) return eleven + check;
  }
};

const nativeOf = (dice: Dice, sex: 'M' | 'F', isKazakh: boolean): NativeName => {
  const side = sex === 'M' ? 0 : 1;
  const surname = dice.pick(isKazakh ? names.kazakhSurnames : names.surnames)[side];
  const men = isKazakh ? names.kazakhMen : names.men;
  const women = isKazakh ? names.kazakhWomen : names.women;
  const givenNames = dice.pick<string>(sex === 'M' ? men : women);
  return { surname, givenNames, ...(!isKazakh && { patronymic: dice.pick(names.patronymics)[side] }) };
};

type Base = Pick<TravelDocument, 'birthDate' | 'sex'> & { readonly sex: 'M' | 'F' };

/** Numbers begin with 99 or 00, series no authority issues, so that no invented document is a real one. */
const makers: Readonly<Record<(typeof mix)[number][0], (dice: Dice, base: Base) => TravelDocument>> = {
  internal: (dice, base) => {
    const nativeName = nativeOf(dice, base.sex, false);
    return {
      ...base,
      type: 'internal-passport',
      format: 'PNRUS',
      issuer: 'RUS',
      citizenship: 'RUS',
      number: `99${digits(dice, 2)} ${digits(dice, 6)}`,
      surname: encodeReversible(nativeName.surname),
      givenNames: encodeReversible(nativeName.givenNames),
      patronymic: encodeReversible(nativeName.patronymic ?? ''),
      nativeName,
      issueDate: `20${12 + dice.roll(14)}-0${1 + dice.roll(9)}-1${dice.roll(10)}`,
      issuingUnit: `990-0${digits(dice, 2)}`,
    };
  },
  'old-internal': (dice, base) => ({
    ...makers.internal(dice, base),
    format: 'none',
    issueDate: `200${3 + dice.roll(7)}-06-15`,
  }),
  foreign: (dice, base) => {
    const { surname, givenNames } = nativeOf(dice, base.sex, false);
    return {
      ...base,
      type: 'passport',
      format: 'TD3',
      issuer: 'RUS',
      citizenship: 'RUS',
      number: `99${digits(dice, 7)}`,
      surname: transliterate(surname),
      givenNames: transliterate(givenNames),
      expiryDate: `203${dice.roll(5)}-0${1 + dice.roll(9)}-2${dice.roll(9)}`,
    };
  },
  kazakh: (dice, base) => {
    const { surname, givenNames } = nativeOf(dice, base.sex, true);
    return {
      ...base,
      type: 'id-card',
      format: 'TD1',
      issuer: 'KAZ',
      citizenship: 'KAZ',
      number: `00${digits(dice, 7)}`,
      surname: transliterate(surname),
      givenNames: transliterate(givenNames),
      expiryDate: `203${dice.roll(5)}-0${1 + dice.roll(9)}-0${1 + dice.roll(9)}`,
      personalNumber: kazakhNumber(dice, base.birthDate, base.sex),
    };
  },
  other: (dice, base) => {
    const [state, surnames] = dice.pick(names.others);
    return {
      ...base,
      type: 'passport',
      format: 'TD3',
      issuer: state,
      citizenship: state,
      number: `X00${digits(dice, 6)}`,
      surname: dice.pick(surnames),
      givenNames: transliterate(dice.pick<string>(base.sex === 'M' ? names.men : names.women)),
      expiryDate: `203${dice.roll(5)}-11-1${dice.roll(10)}`,
    };
  },
};

/** An invented traveller in the mix of domain.md §8. `today` is a day number. */
export const inventPerson = (dice: Dice, today: number): DemoPerson => {
  const isMinor = dice.chance(shareOfMinors);
  const kind = isMinor ? dice.pick(['foreign', 'kazakh', 'other'] as const) : dice.weighted(mix);
  const sex = dice.chance(shareOfMen) ? 'M' : 'F';
  const document = makers[kind](dice, { birthDate: birthDateOf(dice, today, isMinor), sex });
  return { document, isManual: kind === 'old-internal' };
};
