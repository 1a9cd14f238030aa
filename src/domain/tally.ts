import { majority } from './age.ts';
import { finalAction, type CrossingRecord } from './crossing-record.ts';
import { quantile } from './quantile.ts';
import { queueInference } from './tally-queue.ts';
import type { Period, Tally } from './tally-report.ts';
import { counter, none, workers, type InOut } from './tally-rows.ts';
import { vehicleCount } from './tally-vehicles.ts';
import { processingBands, waitingBands } from './time-bands.ts';

const inPeriod = ({ kind, from, to }: Period): ((record: CrossingRecord) => boolean) => {
  if (kind === 'days') return ({ day }) => day >= from && day <= to;
  const [first, end] = [Date.parse(from), Date.parse(to)];
  return ({ at }) => {
    const instant = Date.parse(at);
    return instant >= first && instant < end;
  };
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

type Kind = NonNullable<Tally['byKind']>[number];
type Word = 'citizenship' | 'documentType' | 'transport' | 'purpose';

const branch = <T>(tree: Map<string, T>, word: string, make: () => T): T => {
  let found = tree.get(word);
  if (found === undefined) tree.set(word, (found = make()));
  return found;
};

/** Persons by all four words at once: each word alone is a sum over these rows, and there are few of them. */
const kindsOf = (counted: readonly CrossingRecord[]) => {
  // A map in a map four deep: words put together into one key would cost more than all the rest.
  const kinds = new Map<string, Map<string, Map<string, Map<string, Kind & InOut>>>>();
  for (const { body } of counted) {
    const { citizenship, documentType, transport, purpose } = body;
    const documents = branch(kinds, citizenship, () => new Map());
    const purposes = branch(
      branch(documents, documentType, () => new Map()),
      transport,
      () => new Map(),
    );
    const row = branch(purposes, purpose, () => ({ citizenship, documentType, transport, purpose, ...none() }));
    row[body.direction] += 1;
  }
  const leaves = [...kinds.values()].flatMap((documents) => [...documents.values()]);
  const rows = leaves
    .flatMap((transports) => [...transports.values()])
    .flatMap((purposes) => [...purposes.values()])
    .map((row) => [[row.citizenship, row.documentType, row.transport, row.purpose].join(' '), row] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
  const by = (word: Word): [string, InOut][] => {
    const sums = counter();
    for (const row of rows) {
      sums.add(row[word], 'entry', row.entry);
      sums.add(row[word], 'exit', row.exit);
    }
    return sums.ranked();
  };
  return { rows, by };
};

const yearsARow = 5;

const agesOf = (counted: readonly CrossingRecord[]): Required<Tally>['byAge'] => {
  const rows = new Map<number, { from: number; M: number; F: number; X: number }>();
  for (const { body } of counted) {
    const from = Math.floor(body.age / yearsARow) * yearsARow;
    let row = rows.get(from);
    if (!row) rows.set(from, (row = { from, M: 0, F: 0, X: 0 }));
    row[body.sex] += 1;
  }
  return [...rows.values()].sort((a, b) => a.from - b.from);
};

/** Hours, days and those who worked in them. */
const workOf = (counted: readonly CrossingRecord[]) => {
  const hours = Array.from({ length: 24 }, none);
  const [outcome, sex, day, post] = [counter(), counter(), counter(), counter()];
  const [officers, lanes] = [workers(), workers()];
  const [queue, vehicles] = [queueInference(), vehicleCount()];
  for (const record of counted) {
    const { body } = record;
    const { direction } = body;
    (hours[record.hour] as InOut)[direction] += 1;
    outcome.add(finalAction(record), direction);
    sex.add(body.sex, direction);
    day.add(record.day, direction);
    post.add(body.post, direction);
    officers.add(body.officer, body);
    lanes.add(`${body.post}\t${body.lane}`, body);
    queue.add(record);
    vehicles.add(record);
  }
  return { hours, outcome: new Map(outcome.byWord()), sex, day, post, officers, lanes, queue, vehicles };
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
  const kinds = kindsOf(counted);
  const work = workOf(counted);
  const seconds = counted.map(({ body }) => body.seconds);
  const medianSeconds = quantile(seconds, 0.5);
  const p90Seconds = quantile(seconds, 0.9);
  const count = (test: (record: CrossingRecord) => boolean): number => counted.filter(test).length;
  const entry = work.hours.reduce((sum, row) => sum + row.entry, 0);
  const rebuttals = count(({ body }) => body.rebuttal !== undefined);
  const refusals = refusalsOf(counted);
  return {
    period,
    posts: [...posts],
    zone,
    persons: { entry, exit: counted.length - entry, total: counted.length },
    byOutcome: (['admit', 'refer', 'refuse'] as const).map((outcome) => ({
      outcome,
      ...(work.outcome.get(outcome) ?? none()),
    })),
    byCitizenship: kinds.by('citizenship').map(([citizenship, row]) => ({ citizenship, ...row })),
    byDocument: kinds.by('documentType').map(([documentType, row]) => ({ documentType, ...row })),
    byTransport: kinds.by('transport').map(([transport, row]) => ({ transport, ...row })),
    byPurpose: kinds.by('purpose').map(([purpose, row]) => ({ purpose, ...row })),
    byKind: kinds.rows,
    bySex: work.sex.byWord().map(([sex, row]) => ({ sex, ...row })),
    byAge: agesOf(counted),
    processing: processingBands(seconds),
    waiting: waitingBands(counted.flatMap(({ resolution }) => (resolution ? [resolution.minutes] : []))),
    byHour: work.hours.map((row, hour) => ({ hour, ...row })),
    byDay: work.day.byWord().map(([day, row]) => ({ day, ...row })),
    byOfficer: work.officers.rows().map(([officer, row]) => ({ officer, ...row })),
    byLane: work.lanes.rows().map(([name, row]) => {
      const [post = '', lane = ''] = name.split('\t');
      return { post, lane, ...row };
    }),
    byPost: work.post.byWord().map(([post, row]) => ({ post, ...row })),
    refusals,
    secondLine: secondLineOf(counted),
    ...work.vehicles.result(),
    overstays: count(({ body }) => body.direction === 'exit' && (body.overstay ?? 0) > 0),
    forged: refusals.find(({ code }) => code === 'DOC_FORGED')?.count ?? 0,
    queue: work.queue.result(),
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
