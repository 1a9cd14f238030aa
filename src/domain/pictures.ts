import * as v from 'valibot';
import type { CrossingRecord } from './crossing-record.ts';
import { quantile } from './quantile.ts';
import { bandSchema, processingBands, waitingBands } from './time-bands.ts';
import { periodSchema, type Period } from './tally-report.ts';

const count = v.number();

/** What is drawn of a period, beyond the tally: who came by age and sex, and how long it took. */
export const picturesSchema = v.object({
  period: periodSchema,
  persons: count,
  byCitizenship: v.array(v.object({ citizenship: v.string(), entry: count, exit: count })),
  /** Five-year bands of age. */
  ages: v.array(v.object({ from: count, M: count, F: count, X: count })),
  /** Seconds from scan to key. */
  processing: v.array(bandSchema),
  /** Minutes from referral to the second line's word. */
  waiting: v.array(bandSchema),
  medianSeconds: v.optional(count),
  p90Seconds: v.optional(count),
  medianMinutes: v.optional(count),
  p90Minutes: v.optional(count),
});
export type Pictures = v.InferOutput<typeof picturesSchema>;

const ageStep = 5;
const lastAge = 80;

/** Counted as a tally counts: crossings as they now stand, voided ones left out. Those of other posts are the caller's to leave out. */
export const pictures = (records: readonly CrossingRecord[], period: Period): Pictures => {
  const counted = records.filter(({ voided }) => !voided);
  const ages = Array.from({ length: lastAge / ageStep + 1 }, (_, i) => ({ from: i * ageStep, M: 0, F: 0, X: 0 }));
  const citizenships = new Map<string, { entry: number; exit: number }>();
  for (const { body } of counted) {
    const band = ages[Math.floor(Math.min(lastAge, Math.max(0, body.age)) / ageStep)];
    if (band) band[body.sex] += 1;
    let row = citizenships.get(body.citizenship);
    if (!row) citizenships.set(body.citizenship, (row = { entry: 0, exit: 0 }));
    row[body.direction] += 1;
  }
  const seconds = counted.map(({ body }) => body.seconds);
  const minutes = counted.flatMap(({ resolution }) => (resolution ? [resolution.minutes] : []));
  const figures = {
    medianSeconds: quantile(seconds, 0.5),
    p90Seconds: quantile(seconds, 0.9),
    medianMinutes: quantile(minutes, 0.5),
    p90Minutes: quantile(minutes, 0.9),
  };
  return {
    period,
    persons: counted.length,
    byCitizenship: [...citizenships]
      .map(([citizenship, row]) => ({ citizenship, ...row }))
      .sort((a, b) => b.entry + b.exit - a.entry - a.exit || (a.citizenship < b.citizenship ? -1 : 1)),
    ages,
    processing: processingBands(seconds),
    waiting: waitingBands(minutes),
    ...Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined)),
  };
};
