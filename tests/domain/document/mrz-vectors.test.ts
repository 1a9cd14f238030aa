import { describe, expect, it } from 'vitest';
import { parseMrz } from '../../../src/domain/document/mrz.ts';
import { corpusJson } from './corpus.ts';

type Vector = {
  group: string;
  name: string;
  lines: string[];
  expectedFormat?: string;
  expectedValid?: boolean;
  expectedFields?: Record<string, string | null>;
};
type Corpus = {
  vectors: Vector[];
  icaoNameExamples: { source: string; viz: string; line: string }[];
  wedgeVariants: { of: string; kind: string; text: string; lines: string[] }[];
};

const today = '2026-11-22';
const corpus = corpusJson<Corpus>('mrz/vectors.json');

/** A name that reaches the end of its line may be cut or just fit: told to the officer, but no fault of the document. */
const faults = (lines: readonly string[]) =>
  (parseMrz(lines.join('\n'), today)?.problems ?? [{ field: 'mrz', code: 'none' }]).filter(
    ({ code }) => code !== 'truncated-name',
  );

const formats: Record<string, string> = {
  FRENCH_DRIVING_LICENSE: 'FRDL',
  FRENCH_NATIONAL_ID: 'FRID',
};

/** Where we answer otherwise than the source, and why the source is wrong. */
const sourceIsWrong: Record<string, string> = {
  'parse TD1 / parse document number ICAO Doc 9303 Sample':
    'faults the specimen only because its state list has no Utopia; every check digit holds',
  'parse TD2 / Utopia example': 'the same: Utopia is ICAO’s own specimen state',
  'parse TD3 / Utopia example': 'the same: Utopia is ICAO’s own specimen state',
  'KGZ passport': 'made up by its source with a man’s PIN (2…) on a woman’s passport; ours finds that',
  'BLR passport with identification number':
    'made up by its source without the identification number’s own check digit, which is 8 and not 7',
};

describe.skipIf(!corpus)('vectors of the corpus', () => {
  for (const { name, group, lines, expectedValid, expectedFormat } of corpus?.vectors ?? []) {
    const text = lines.join('\n');
    it(`${group}: ${name} ${lines[0]}`, () => {
      const reading = parseMrz(text, today);
      expect(reading?.text).toBe(text);
      if (expectedFormat) expect(reading?.format).toBe(formats[expectedFormat] ?? expectedFormat);
      const valid = faults(lines).length === 0;
      if (expectedValid === undefined) return;
      expect(valid).toBe(name in sourceIsWrong ? !expectedValid : expectedValid);
    });
  }
});

/** Source's name of a field -> ours. Check digits are not kept: problems speak of them. */
const plainFields: Record<string, string> = {
  documentNumber: 'number',
  issuingState: 'issuer',
  nationality: 'citizenship',
  birthDate: 'birthDate',
  birth: 'birthDate',
  expirationDate: 'expiryDate',
  issue: 'issueDate',
  issueDate: 'issueDate',
  departmentCode: 'issuingUnit',
  code: 'issuingUnit',
  personalNumber: 'personalNumber',
  lastName: 'surname',
  firstName: 'givenNames',
  sex: 'sex',
};

/** Fields that a source expects and we give otherwise, each with its reason. */
const fieldIsWrong: Record<string, Record<string, string>> = {
  'parse French National Id / valid MRZ with no administrative code': {
    documentNumber:
      'the number and its check digit are over all twelve characters, of which the source takes the last five',
    issueDate: 'given as year and month',
  },
  'parse Swiss Driving License / Use autocorrect': {
    birthDate: 'no check digit vouches for turning letters into digits: asked of the officer instead of guessed',
    firstName: 'an 8 in a name is as well an S as a B: not guessed',
    documentCode: 'kept out of a document; the type is given',
  },
  'parse TD2 / Utopia example': { nationality: 'Utopia', issuingState: 'Utopia' },
  'parse TD3 / Utopia example': { nationality: 'Utopia', issuingState: 'Utopia' },
  'parse TD3 / Use autocorrection': { nationality: 'Utopia', issuingState: 'Utopia' },
  'Ivanov 7001, wrong birth check digit': { birthDate: 'shown with its problem, not hidden from the officer' },
  'derived: КОНСТАНТИНОПОЛЬСКАЯ АЛЕКСАНДРА': { patronymic: 'the line cuts it and says so; the page has the whole' },
};

const normal = (field: string, value: string): string => {
  if (field === 'sex') return value.charAt(0).toUpperCase();
  if (field === 'issuingUnit' && /^\d{6}$/.test(value)) return `${value.slice(0, 3)}-${value.slice(3)}`;
  if ((field === 'issuer' || field === 'citizenship') && value === 'D') return 'DEU';
  return value;
};

/** A date as the source prints it: whole, or the six digits of the line. */
const sameDate = (ours: string | undefined, theirs: string): boolean =>
  ours === theirs || ours?.replaceAll('-', '').slice(2) === theirs;

describe.skipIf(!corpus)('fields of the vectors', () => {
  for (const { name, lines, expectedFields } of corpus?.vectors ?? []) {
    if (!expectedFields) continue;
    it(`${name} ${lines[0]}`, () => {
      const document = parseMrz(lines.join('\n'), today)?.document;
      const ours = document as Record<string, string | undefined> | undefined;
      for (const [source, theirs] of Object.entries(expectedFields)) {
        const field = plainFields[source];
        if (!field || theirs === null || fieldIsWrong[name]?.[source]) continue;
        if (field.endsWith('Date')) expect([field, sameDate(ours?.[field], theirs)]).toEqual([field, true]);
        else expect([field, ours?.[field] ?? '']).toEqual([field, normal(field, theirs)]);
      }
      const { series, number, surname, patronymic } = expectedFields;
      if (series) expect(document?.number).toBe(`${series} ${number}`);
      if (surname) expect(document?.nativeName?.surname).toBe(surname);
      if (expectedFields.name) expect(document?.nativeName?.givenNames).toBe(expectedFields.name);
      if (patronymic && !fieldIsWrong[name]?.patronymic) expect(document?.nativeName?.patronymic).toBe(patronymic);
    });
  }
});

/** A name as an MRZ can hold it: hyphens are fillers, apostrophes vanish (Doc 9303-3 §4.6). */
const asLine = (viz: string): string => viz.replaceAll("'", '').replaceAll('-', ' ');

describe.skipIf(!corpus)('name examples of Doc 9303', () => {
  for (const { source, viz, line } of corpus?.icaoNameExamples ?? []) {
    it(`${source} ${viz}`, () => {
      const [surname, givenNames = ''] = asLine(viz).split(', ');
      const heads: Record<number, string> = {
        30: `I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\n${line}`,
        36: `${line}\nD231458907UTO7408122F1204159<<<<<<<6`,
        44: `${line}\nL898902C36UTO7408122F1204159ZE184226B<<<<<10`,
      };
      const document = parseMrz(heads[line.length] ?? '', today)?.document;
      expect([document?.surname, document?.givenNames]).toEqual([surname, givenNames]);
    });
  }
});

describe.skipIf(!corpus)('what wedge readers really send', () => {
  for (const { of, kind, text, lines } of corpus?.wedgeVariants ?? []) {
    it(`${of}: ${kind}`, () => {
      expect(parseMrz(text, today)).toEqual(parseMrz(lines.join('\n'), today));
      expect(parseMrz(text, today)?.text).toBe(lines.join('\n'));
    });
  }
});
