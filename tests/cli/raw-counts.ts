import Database from 'better-sqlite3';
import type { StoredEntry } from '../../src/domain/log.ts';

type Row = Record<string, string | number | null>;
export type RawCounts = ReturnType<typeof countRaw>;

const wheels = `transport IN ('car', 'bus', 'truck', 'motorcycle')`;

/**
 * The raw entries in a scratch table and SQL's own counting over them: nothing of the tally's code, no local time but a fixed
 * `offset` (`+5 hours`), corrections laid over by SQLite's merge of JSON.
 */
export const countRaw = (entries: readonly StoredEntry[], offset: string) => {
  const db = new Database(':memory:');
  db.exec('CREATE TABLE e (seq INTEGER PRIMARY KEY, at TEXT, kind TEXT, body TEXT)');
  const insert = db.prepare('INSERT INTO e VALUES (?, ?, ?, ?)');
  const fill = db.transaction(() => {
    for (const { seq, at, kind, body } of entries) insert.run(seq, at, kind, JSON.stringify(body));
  });
  fill();
  db.exec(`
    CREATE TABLE fix AS SELECT body ->> 'of' AS crossing, body -> 'changes' AS changes,
      row_number() OVER (PARTITION BY body ->> 'of' ORDER BY seq) AS n FROM e WHERE kind = 'correction';
    CREATE INDEX fix_of ON fix (crossing, n);
    CREATE TABLE result AS SELECT body ->> 'of' AS crossing, at, body ->> 'action' AS action,
      body -> 'reason' ->> 'code' AS code FROM e WHERE kind = 'resolution';
    CREATE INDEX result_of ON result (crossing);
    CREATE TABLE c AS
      WITH RECURSIVE laid (seq, at, n, body) AS (
        SELECT seq, at, 0, body FROM e WHERE kind = 'crossing'
        UNION ALL
        SELECT laid.seq, laid.at, laid.n + 1, json_patch(laid.body, fix.changes)
          FROM laid JOIN fix ON fix.crossing = laid.seq AND fix.n = laid.n + 1),
      last AS (SELECT *, row_number() OVER (PARTITION BY seq ORDER BY n DESC) AS k FROM laid)
      SELECT l.seq, l.at, l.n AS corrections, date(l.at, '${offset}') AS day,
        CAST(strftime('%H', l.at, '${offset}') AS INTEGER) AS hour,
        l.body ->> 'direction' AS direction, l.body ->> 'citizenship' AS citizenship, l.body ->> 'officer' AS officer,
        l.body ->> 'documentType' AS document, l.body ->> 'sex' AS sex, l.body ->> 'transport' AS transport,
        l.body ->> 'purpose' AS purpose, l.body ->> 'action' AS action, l.body ->> 'age' AS age, l.body ->> 'iin' AS iin,
        l.body ->> 'capture' AS capture, l.body ->> 'seconds' AS seconds, l.body ->> 'lane' AS lane, l.body ->> 'post' AS post,
        l.body ->> 'role' AS role, l.body ->> '$.group.id' AS party, l.body ->> '$.group.kind' AS party_kind,
        coalesce(l.body ->> 'overstay', 0) AS overstay, coalesce(l.body ->> 'override', 0) AS override,
        l.body -> 'rebuttal' IS NOT NULL AS rebuttal, coalesce(r.action, l.body ->> 'action') AS outcome,
        coalesce(r.code, l.body ->> '$.reason.code') AS code, r.action IS NOT NULL AS settled,
        round((julianday(r.at) - julianday(l.at)) * 1440) AS minutes,
        round(unixepoch(l.at, 'subsec') * 1000) AS ended,
        EXISTS (SELECT 1 FROM e x WHERE x.kind = 'void' AND x.body ->> 'of' = l.seq) AS voided
      FROM last l LEFT JOIN result r ON r.crossing = l.seq WHERE l.k = 1`);

  const all = (sql: string): Row[] => db.prepare(sql).all() as Row[];
  const one = (sql: string): number => Number(db.prepare(sql).pluck().get());
  const sums = `CAST(sum(direction = 'entry') AS INTEGER) AS entry, CAST(sum(direction = 'exit') AS INTEGER) AS exit`;

  /** Every figure of the crossings that `where` names. */
  return (where: string) => {
    const standing = `NOT voided AND ${where}`;
    const count = (test: string): number => one(`SELECT count(*) FROM c WHERE ${standing} AND ${test}`);
    const by = (columns: string, order = 'count(*) DESC, 1'): Row[] =>
      all(
        `SELECT ${columns}, ${sums} FROM c WHERE ${standing} GROUP BY ${columns.replace(/ AS \w+/g, '')} ORDER BY ${order}`,
      );
    const rank = (column: string, test: string, share: number): number =>
      one(`SELECT ${column} FROM (SELECT ${column}, row_number() OVER (ORDER BY ${column}) AS n, count(*) OVER () AS m
           FROM c WHERE ${standing} AND ${test}) WHERE n >= m * ${share} ORDER BY n LIMIT 1`);
    const work = (columns: string, test: (row: Row) => string): Row[] =>
      by(columns, '1, 2').map((row) => ({
        ...row,
        referred: count(`${test(row)} AND action = 'refer'`),
        refused: count(`${test(row)} AND action = 'refuse'`),
        medianSeconds: rank('seconds', test(row), 0.5),
      }));
    const bands = (column: string, test: string, from: readonly number[]) =>
      from.map((least, at) => {
        const below = from[at + 1] === undefined ? '' : `AND ${column} < ${String(from[at + 1])}`;
        return { from: least, persons: count(`${test} AND ${column} >= ${least} ${below}`) };
      });
    const runs = all(`
      WITH served AS (SELECT lane, ended, ended - seconds * 1000 AS begun FROM c WHERE ${standing}),
      stepped AS (SELECT *, begun - lag(ended) OVER (PARTITION BY lane ORDER BY ended, begun) <= 30000 AS next FROM served),
      numbered AS (SELECT *, sum(next IS NOT 1) OVER (PARTITION BY lane ORDER BY ended, begun) AS run FROM stepped)
      SELECT count(*) AS persons, min(ended) AS first, sum(next IS 1) AS waited FROM numbered GROUP BY lane, run
      ORDER BY persons DESC, first`);
    const total = count('1');
    return {
      persons: { entry: count(`direction = 'entry'`), exit: count(`direction = 'exit'`), total },
      byOutcome: ['admit', 'refer', 'refuse'].map((outcome) => ({
        outcome,
        entry: count(`outcome = '${outcome}' AND direction = 'entry'`),
        exit: count(`outcome = '${outcome}' AND direction = 'exit'`),
      })),
      byCitizenship: by('citizenship'),
      byDocument: by('document AS documentType'),
      byTransport: by('transport'),
      byPurpose: by('purpose'),
      byKind: by('citizenship, document AS documentType, transport, purpose', '1, 2, 3, 4'),
      bySex: by('sex', '1'),
      byAge:
        all(`SELECT CAST(age / 5 AS INTEGER) * 5 AS "from", sum(sex = 'M') AS M, sum(sex = 'F') AS F, sum(sex = 'X') AS X
                  FROM c WHERE ${standing} GROUP BY 1 ORDER BY 1`),
      processing: bands('seconds', '1', [0, 10, 20, 30, 45, 60, 90, 120, 180]),
      waiting: bands('minutes', 'settled', [0, 5, 10, 20, 30, 60, 120, 240]),
      byHour: Array.from({ length: 24 }, (_, hour) => ({
        hour,
        entry: count(`hour = ${hour} AND direction = 'entry'`),
        exit: count(`hour = ${hour} AND direction = 'exit'`),
      })),
      byDay: by('day', '1'),
      byPost: by('post', '1'),
      byOfficer: work('officer', ({ officer }) => `officer = '${officer}'`),
      byLane: work('post, lane', ({ lane }) => `lane = '${lane}'`),
      refusals: all(
        `SELECT code, count(*) AS count FROM c WHERE ${standing} AND outcome = 'refuse' GROUP BY 1 ORDER BY 2 DESC, 1`,
      ),
      secondLine: {
        referred: count(`action = 'refer'`),
        open: count(`action = 'refer' AND NOT settled`),
        medianMinutes: rank('minutes', `action = 'refer' AND settled`, 0.5),
      },
      vehicles: all(`
        WITH first AS (SELECT *, row_number() OVER (PARTITION BY party ORDER BY at, seq) AS n FROM c
          WHERE ${standing} AND ${wheels} AND party_kind IN ('vehicle', 'bus')),
        vehicle AS (SELECT transport, direction FROM first WHERE n = 1 UNION ALL
          SELECT transport, direction FROM c WHERE ${standing} AND ${wheels} AND coalesce(party_kind, 'family') = 'family' AND role = 'driver')
        SELECT transport, ${sums} FROM vehicle GROUP BY 1 ORDER BY count(*) DESC, 1`),
      withoutVehicle: count(`${wheels} AND coalesce(party_kind, 'family') = 'family' AND role IS NULL`),
      overstays: count(`direction = 'exit' AND overstay > 0`),
      forged: count(`outcome = 'refuse' AND code = 'DOC_FORGED'`),
      waited: runs.reduce((sum, { waited }) => sum + Number(waited), 0),
      longestRun: Number(runs[0]?.['persons'] ?? 0),
      iins: count('iin'),
      minors: count('age < 18'),
      manual: count(`capture = 'manual'`),
      manualShare: one(`SELECT round(100.0 * sum(capture = 'manual') / count(*), 1) FROM c WHERE ${standing}`),
      overrides: count('override'),
      rebuttals: count('rebuttal'),
      corrections: one(`SELECT sum(corrections) FROM c WHERE ${standing}`),
      voided: one(`SELECT count(*) FROM c WHERE voided AND ${where}`),
      medianSeconds: rank('seconds', '1', 0.5),
      p90Seconds: rank('seconds', '1', 0.9),
    };
  };
};
