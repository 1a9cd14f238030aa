import { guessDocument } from './typed-number.ts';
import { typedParts } from './typed-parts.ts';
import { readTypedState } from './typed-state.ts';

/** Fields as an officer would have typed them one by one, for `typedDocument`. */
export type TypedLine = Readonly<Record<string, string>>;

const sexes: readonly (readonly [RegExp, 'M' | 'F' | 'X'])[] = [
  [/^(?:M|М|МУЖ|Е|ЕР)\.?$/iu, 'M'],
  [/^(?:F|Ж|ЖЕН|Ә|ӘЙЕЛ)\.?$/iu, 'F'],
  [/^X\.?$/iu, 'X'],
];
const sexOf = (word: string): 'M' | 'F' | 'X' | undefined => sexes.find(([pattern]) => pattern.test(word))?.[1];

/** What was found of a pattern, in turn, and the text without it. */
const cut = (text: string, pattern: RegExp): { readonly found: string | undefined; readonly rest: string } => {
  const match = pattern.exec(text);
  if (!match) return { found: undefined, rest: text };
  const rest = `${text.slice(0, match.index)}  ${text.slice(match.index + match[0].length)}`;
  return { found: match[0].trim(), rest };
};

const asYear = (text: string): number => {
  const [year] = /\d{4}/.exec(text) ?? [];
  return year === undefined ? 0 : Number(year);
};

/** The first date is the birth's; of the next, one to come is the expiry and one gone by the issue. */
const placeDates = (dates: readonly string[], thisYear: number): TypedLine => {
  const [birthDate, ...others] = dates;
  return {
    ...(birthDate !== undefined && { birthDate }),
    ...Object.fromEntries(others.map((one) => [asYear(one) > thisYear ? 'expiryDate' : 'issueDate', one])),
  };
};

/** Words that are neither sex nor state are the name: family name, given name, patronymic. */
const placeWords = (text: string): { fields: TypedLine; state: string | undefined } => {
  const words = text.split(/[\s,;]+/).filter((word) => /\p{L}/u.test(word));
  const sexAt = words.findIndex((word, at) => at > 0 && sexOf(word) !== undefined);
  const sex = sexOf(words[sexAt] ?? '');
  const others = words.filter((_, at) => at !== sexAt);
  const last = others.at(-1) ?? '';
  // Two letters may be a name; behind two names they are a state.
  const state = others.length > 2 && /^\p{L}{2,3}$/u.test(last) ? readTypedState(last) : undefined;
  const [surname, givenNames, ...patronymic] = state === undefined ? others : others.slice(0, -1);
  return {
    state,
    fields: {
      ...(surname !== undefined && { surname }),
      ...(givenNames !== undefined && { givenNames }),
      ...(patronymic.length > 0 && { patronymic: patronymic.join(' ') }),
      ...(sexAt >= 0 && sex !== undefined && { sex }),
    },
  };
};

/**
 * Takes apart a document typed in one line, in any order: `4511 123456 Щербакова Юлия Юрьевна 15.03.1990 ж 770-056`. `today` is
 * the post's local day. Gives what it found as typed, to be checked field by field; what it cannot place is a name.
 */
export const readTypedLine = (line: string, today: string): TypedLine => {
  let rest = line.normalize('NFC');
  const take = (pattern: RegExp): string | undefined => {
    const { found, rest: left } = cut(rest, pattern);
    rest = left;
    return found;
  };
  const dates: string[] = [];
  for (let found = take(typedParts.date); found !== undefined; found = take(typedParts.date)) dates.push(found);
  const issuingUnit = take(typedParts.unit);
  const personalNumber = take(typedParts.personalNumber);
  const documentNumber = take(typedParts.number)?.replace(/^№\s*/, '');
  const { fields, state } = placeWords(rest);
  const guess = documentNumber === undefined ? undefined : guessDocument(documentNumber, state);
  return {
    ...(guess && { type: guess.type }),
    ...((state ?? guess?.issuer) && { issuer: state ?? guess?.issuer ?? '' }),
    ...(documentNumber !== undefined && { number: documentNumber }),
    ...fields,
    ...placeDates(dates, Number(today.slice(0, 4))),
    ...(state !== undefined && { citizenship: state }),
    ...(issuingUnit !== undefined && { issuingUnit }),
    ...(personalNumber !== undefined && { personalNumber }),
  };
};
