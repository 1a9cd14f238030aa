import { parseMrz } from '../../src/domain/document/mrz.ts';
import type { PartialDocument } from '../../src/domain/document/travel-document.ts';
import type { MrzSighting } from '../../src/adapters/reading/ocr/sighting.ts';
import { readingOf } from '../../src/adapters/reading/ocr/sighting-reading.ts';

export type Item = {
  readonly file: string;
  readonly lines: readonly string[];
  readonly format: string;
  readonly valid: boolean;
};

/** Of one way of showing the pictures. `valid` and `exact` count only pictures whose printed check digits are right. */
export type Score = {
  printedValid: number;
  valid: number;
  exact: number;
  td1: { printedValid: number; valid: number; exact: number };
  /** Pictures with a field that is wrong and was not said to be unsure or faulty. */
  silentlyWrong: number;
  /** Pictures in which the officer is asked for a character. */
  asked: number;
  notFound: number;
  ms: number[];
  /** `O→0: 3`: what was taken for what, after repair, in all pictures. */
  confusions: Record<string, number>;
};

export const newScore = (): Score => ({
  printedValid: 0,
  valid: 0,
  exact: 0,
  td1: { printedValid: 0, valid: 0, exact: 0 },
  silentlyWrong: 0,
  asked: 0,
  notFound: 0,
  ms: [],
  confusions: {},
});

const today = '2026-11-22';

export const addTo = (score: Score, item: Item, sighting: MrzSighting | undefined, ms: number): void => {
  const exact = sighting?.lines.join('\n') === item.lines.join('\n');
  const sums = item.format === 'TD1' ? [score, score.td1] : [score];
  for (const sum of item.valid ? sums : []) {
    sum.printedValid += 1;
    sum.valid += Number(sighting?.valid ?? false);
    sum.exact += Number(exact);
  }
  score.ms.push(ms);
  if (!sighting) {
    score.notFound += 1;
    return;
  }
  score.asked += Number(sighting.unsure.length > 0);
  score.silentlyWrong += Number(!exact && silentFields(item, sighting).length > 0);
  for (const pair of confusionsOf(item.lines, sighting.lines))
    score.confusions[pair] = (score.confusions[pair] ?? 0) + 1;
};

/** Fields of the document that differ from what the printed lines say, with no problem naming them. */
export const silentFields = (item: Item, sighting: MrzSighting): string[] => {
  const expected: Partial<PartialDocument> = parseMrz(item.lines.join('\n'), today)?.document ?? {};
  const reading = readingOf(sighting, today);
  const shown: Partial<PartialDocument> = reading?.document ?? {};
  const named = new Set(reading?.problems.map(({ field }) => field));
  const fields = [...new Set([...Object.keys(expected), ...Object.keys(shown)])] as (keyof PartialDocument)[];
  return fields.filter((field) => {
    if (field === 'format' || field === 'nativeName' || named.has(field)) return false;
    return JSON.stringify(expected[field]) !== JSON.stringify(shown[field]);
  });
};

const confusionsOf = (printed: readonly string[], read: readonly string[]): string[] => {
  if (printed.some((line, i) => line.length !== read[i]?.length)) return ['other layout'];
  return printed.flatMap((line, l) =>
    [...line].flatMap((character, i) => {
      const other = read[l]?.charAt(i) ?? '';
      return other === character ? [] : [`${character}→${other}`];
    }),
  );
};
