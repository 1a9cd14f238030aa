import { majority } from './age.ts';
import { finalAction, type CrossingRecord } from './crossing-record.ts';
import type { Direction } from './stay.ts';
import type { Period, Tally } from './tally-report.ts';

type InOut = { entry: number; exit: number };

const none = (): InOut => ({ entry: 0, exit: 0 });

/** Counts by a word, most frequent first, then by the word, so that the same crossings always print the same. */
const counter = () => {
  const rows = new Map<string, InOut>();
  return {
    add: (word: string, direction: Direction) => {
      const row = rows.get(word) ?? none();
      if (row.entry + row.exit === 0) rows.set(word, row);
      row[direction] += 1;
    },
    ranked: () =>
      [...rows].sort(([a, x], [b, y]) => y.entry + y.exit - x.entry - x.exit || (a < b ? -1 : a > b ? 1 : 0)),
    byWord: () => [...rows].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  };
};

/** The value below which `share` of the values lie, nearest rank; `undefined` of none. */
export const quantile = (values: readonly number[], share: number): number | undefined => {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
};

const inPeriod = ({ kind, from, to }: Period): ((record: CrossingRecord) => boolean) => {
  if (kind === 'days') return ({ day }) => day >= from && day <= to;
  const [first, end] = [Date.parse(from), Date.parse(to)];
  return ({ at }) => {
    const instant = Date.parse(at);
    return instant >= first && instant < end;
  };
};

const officerRows = (counted: readonly CrossingRecord[]): Tally['byOfficer'] => {
  const byOfficer = new Map<string, InOut & { referred: number; refused: number; seconds: number[] }>();
  for (const { body } of counted) {
    let row = byOfficer.get(body.officer);
    if (!row) byOfficer.set(body.officer, (row = { ...none(), referred: 0, refused: 0, seconds: [] }));
    row[body.direction] += 1;
    if (body.action === 'refer') row.referred += 1;
    if (body.action === 'refuse') row.refused += 1;
    row.seconds.push(body.seconds);
  }
  return [...byOfficer]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([officer, { seconds, ...counts }]) => {
      const medianSeconds = quantile(seconds, 0.5);
      return { officer, ...counts, ...(medianSeconds !== undefined && { medianSeconds }) };
    });
};

const secondLineOf = (counted: readonly CrossingRecord[]): Tally['secondLine'] => {
  const referred = counted.filter(({ body }) => body.action === 'refer');
  const medianMinutes = quantile(
    referred.flatMap(({ resolution }) => (resolution ? [resolution.minutes] : [])),
    0.5,
  );
  return {
    referred: referred.length,
    open: referred.filter(({ resolution }) => !resolution).length,
    ...(medianMinutes !== undefined && { medianMinutes }),
  };
};

const refusalsOf = (counted: readonly CrossingRecord[]): Tally['refusals'] => {
  const codes = new Map<string, number>();
  for (const record of counted) {
    if (finalAction(record) !== 'refuse') continue;
    const code = (record.resolution?.reason ?? record.body.reason)?.code ?? 'SUPERVISOR_OTHER';
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  return [...codes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([code, count]) => ({ code, count }));
};

/**
 * The figures of a period from its crossings as they now stand: the same at the desk and at the centre. Records outside
 * the period or of other posts are left out; voided ones count in `voided` alone. Order of the records does not matter.
 */
export const tally = (
  records: readonly CrossingRecord[],
  period: Period,
  { zone, posts }: { zone: string; posts: readonly string[] },
): Tally => {
  const isInPeriod = inPeriod(period);
  const own = records.filter((record) => posts.includes(record.body.post) && isInPeriod(record));
  const counted = own.filter(({ voided }) => !voided);
  const persons = none();
  const hours = Array.from({ length: 24 }, none);
  const words = {
    outcome: counter(),
    citizenship: counter(),
    document: counter(),
    transport: counter(),
    purpose: counter(),
    sex: counter(),
    day: counter(),
    post: counter(),
  };
  for (const record of counted) {
    const { body } = record;
    const { direction } = body;
    persons[direction] += 1;
    (hours[record.hour] as InOut)[direction] += 1;
    words.outcome.add(finalAction(record), direction);
    words.citizenship.add(body.citizenship, direction);
    words.document.add(body.documentType, direction);
    words.transport.add(body.transport, direction);
    words.purpose.add(body.purpose, direction);
    words.sex.add(body.sex, direction);
    words.day.add(record.day, direction);
    words.post.add(body.post, direction);
  }
  const outcomes = new Map(words.outcome.byWord());
  const seconds = counted.map(({ body }) => body.seconds);
  const medianSeconds = quantile(seconds, 0.5);
  const p90Seconds = quantile(seconds, 0.9);
  const count = (test: (record: CrossingRecord) => boolean): number => counted.filter(test).length;
  const rebuttals = count(({ body }) => body.rebuttal !== undefined);
  return {
    period,
    posts: [...posts],
    zone,
    persons: { ...persons, total: counted.length },
    byOutcome: (['admit', 'refer', 'refuse'] as const).map((outcome) => ({
      outcome,
      ...(outcomes.get(outcome) ?? none()),
    })),
    byCitizenship: words.citizenship.ranked().map(([citizenship, row]) => ({ citizenship, ...row })),
    byDocument: words.document.ranked().map(([documentType, row]) => ({ documentType, ...row })),
    byTransport: words.transport.ranked().map(([transport, row]) => ({ transport, ...row })),
    byPurpose: words.purpose.ranked().map(([purpose, row]) => ({ purpose, ...row })),
    bySex: words.sex.byWord().map(([sex, row]) => ({ sex, ...row })),
    byHour: hours.map((row, hour) => ({ hour, ...row })),
    byDay: words.day.byWord().map(([day, row]) => ({ day, ...row })),
    byOfficer: officerRows(counted),
    byPost: words.post.byWord().map(([post, row]) => ({ post, ...row })),
    refusals: refusalsOf(counted),
    secondLine: secondLineOf(counted),
    iins: count(({ body }) => body.iin),
    minors: count(({ body }) => body.age < majority),
    manual: count(({ body }) => body.capture === 'manual'),
    overrides: count(({ body }) => body.override === true),
    ...(rebuttals > 0 && { rebuttals }),
    corrections: own.reduce((sum, { voided, corrections }) => sum + (voided ? 0 : corrections), 0),
    voided: own.length - counted.length,
    ...(medianSeconds !== undefined && { medianSeconds }),
    ...(p90Seconds !== undefined && { p90Seconds }),
  };
};
