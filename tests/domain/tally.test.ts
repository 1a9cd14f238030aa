import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { CrossingRecord } from '../../src/domain/crossing-record.ts';
import { foldCrossing } from '../../src/domain/crossing-record.ts';
import { inventCrossings } from '../../src/domain/demo-crossings.ts';
import { createDice } from '../../src/domain/demo-random.ts';
import { genesisHash, type StoredEntry } from '../../src/domain/log.ts';
import { tally } from '../../src/domain/tally.ts';
import type { Period, Tally } from '../../src/domain/tally-report.ts';

const zone = 'Asia/Almaty';
const scene = {
  now: Date.parse('2026-11-22T12:00:00Z'),
  days: 6,
  post: 'kurmangazy',
  zone,
  lane: '2',
  officers: ['O300', 'S200'],
  supervisor: 'S200',
  packAt: () => ({ id: 'kz', version: '1', hash: 'b'.repeat(64) }),
  firstSeq: 1,
};

const entries: StoredEntry[] = inventCrossings(createDice(11), scene).map(({ at, kind, body, personal }, i) => ({
  stationId: 'st-1',
  seq: i + 1,
  at: new Date(at).toISOString(),
  kind,
  body,
  previousHash: genesisHash,
  hash: genesisHash,
  ...(personal && { personal: { salt: '', value: personal } }),
}));
const laidOver = Map.groupBy(entries, ({ body }) => Number(body['of'] ?? 0));
const records: CrossingRecord[] = entries
  .filter(({ kind }) => kind === 'crossing')
  .map((entry) => foldCrossing(entry, laidOver.get(entry.seq) ?? [], zone));

/** The same figures by another road: the raw entries in a table, Almaty's offset as SQL knows it, SQL's own counting. */
const bySql = (): Database => {
  const db = new Database(':memory:');
  db.exec('CREATE TABLE e (seq INTEGER, at TEXT, kind TEXT, body TEXT)');
  const insert = db.prepare('INSERT INTO e VALUES (?, ?, ?, ?)');
  for (const { seq, at, kind, body } of entries) insert.run(seq, at, kind, JSON.stringify(body));
  db.exec(`
    CREATE TABLE c AS SELECT c.seq,
      date(c.at, '+5 hours') AS day, CAST(strftime('%H', c.at, '+5 hours') AS INTEGER) AS hour, c.at,
      c.body ->> 'direction' AS direction, c.body ->> 'citizenship' AS citizenship, c.body ->> 'officer' AS officer,
      c.body ->> 'documentType' AS document, c.body ->> 'sex' AS sex, c.body ->> 'transport' AS transport,
      coalesce((SELECT x.body -> 'changes' ->> 'purpose' FROM e x WHERE x.kind = 'correction' AND x.body ->> 'of' = c.seq),
        c.body ->> 'purpose') AS purpose,
      c.body ->> 'action' AS action, c.body ->> 'age' AS age, c.body ->> 'iin' AS iin, c.body ->> 'capture' AS capture,
      c.body ->> 'seconds' AS seconds, (r.body -> 'reason' ->> 'code') AS second_code, c.body -> 'reason' ->> 'code' AS code,
      r.body ->> 'action' AS result, round((julianday(r.at) - julianday(c.at)) * 1440) AS minutes,
      (SELECT count(*) FROM e x WHERE x.kind = 'correction' AND x.body ->> 'of' = c.seq) AS corrections,
      EXISTS (SELECT 1 FROM e x WHERE x.kind = 'void' AND x.body ->> 'of' = c.seq) AS voided
    FROM e c LEFT JOIN e r ON r.kind = 'resolution' AND r.body ->> 'of' = c.seq WHERE c.kind = 'crossing'`);
  return db;
};

const db = bySql();
const one = (sql: string): number => Number(db.prepare(sql).pluck().get());
const rows = (sql: string): unknown[] => db.prepare(sql).all();
const nearestRank = (column: string, where: string, share: number): number =>
  one(`SELECT ${column} FROM (SELECT ${column}, row_number() OVER (ORDER BY ${column}) AS n, count(*) OVER () AS m FROM c WHERE ${where})
       WHERE n >= m * ${share} ORDER BY n LIMIT 1`);
const inOut = `CAST(sum(direction = 'entry') AS INTEGER) AS entry, CAST(sum(direction = 'exit') AS INTEGER) AS exit`;

const check = (report: Tally, where: string): void => {
  const standing = `NOT voided AND ${where}`;
  const by = (column: string, name: string, order: string): unknown[] =>
    rows(`SELECT ${column} AS ${name}, ${inOut} FROM c WHERE ${standing} GROUP BY 1 ORDER BY ${order}`);
  const count = (test: string): number => one(`SELECT count(*) FROM c WHERE ${standing} AND ${test}`);
  const ranked = 'count(*) DESC, 1';
  expect(report.persons).toEqual({
    entry: count("direction = 'entry'"),
    exit: count("direction = 'exit'"),
    total: count('1'),
  });
  expect(report.persons.total).toBeGreaterThan(50);
  expect(report.byCitizenship).toEqual(by('citizenship', 'citizenship', ranked));
  expect(report.byDocument).toEqual(by('document', 'documentType', ranked));
  expect(report.byTransport).toEqual(by('transport', 'transport', ranked));
  expect(report.byPurpose).toEqual(by('purpose', 'purpose', ranked));
  expect(report.bySex).toEqual(by('sex', 'sex', '1'));
  expect(report.byDay).toEqual(by('day', 'day', '1'));
  expect(report.byHour.filter(({ entry, exit }) => entry + exit > 0)).toEqual(by('hour', 'hour', '1'));
  expect(report.byHour).toHaveLength(24);
  expect(report.byOutcome.filter(({ entry, exit }) => entry + exit > 0)).toEqual(
    by('coalesce(result, action)', 'outcome', '1'),
  );
  expect(report.refusals).toEqual(
    rows(`SELECT coalesce(second_code, code) AS code, count(*) AS count FROM c
          WHERE ${standing} AND coalesce(result, action) = 'refuse' GROUP BY 1 ORDER BY 2 DESC, 1`),
  );
  for (const officer of report.byOfficer) {
    const own = `officer = '${officer.officer}'`;
    expect(officer).toEqual({
      officer: officer.officer,
      entry: count(`${own} AND direction = 'entry'`),
      exit: count(`${own} AND direction = 'exit'`),
      referred: count(`${own} AND action = 'refer'`),
      refused: count(`${own} AND action = 'refuse'`),
      medianSeconds: nearestRank('seconds', `${standing} AND ${own}`, 0.5),
    });
  }
  expect(report.secondLine).toMatchObject({
    referred: count("action = 'refer'"),
    open: count("action = 'refer' AND result IS NULL"),
  });
  expect(report.minors).toBe(count('age < 18'));
  expect(report.iins).toBe(count('iin'));
  expect(report.manual).toBe(count("capture = 'manual'"));
  expect(report.corrections).toBe(one(`SELECT sum(corrections) FROM c WHERE ${standing}`));
  expect(report.voided).toBe(one(`SELECT count(*) FROM c WHERE voided AND ${where}`));
  expect(report.medianSeconds).toBe(nearestRank('seconds', standing, 0.5));
  expect(report.p90Seconds).toBe(nearestRank('seconds', standing, 0.9));
};

const places = { zone, posts: ['kurmangazy'] };

describe('the tally', () => {
  it('counts days as SQL counts them', () => {
    const period: Period = { kind: 'days', from: '2026-11-17', to: '2026-11-21' };
    const report = tally(records, period, places);
    check(report, "day BETWEEN '2026-11-17' AND '2026-11-21'");
    expect(report.secondLine.medianMinutes).toBe(
      nearestRank(
        'minutes',
        "NOT voided AND day BETWEEN '2026-11-17' AND '2026-11-21' AND action = 'refer' AND result IS NOT NULL",
        0.5,
      ),
    );
    expect(report.voided * report.corrections * report.minors * report.refusals.length).toBeGreaterThan(0);
  });

  it('counts a shift by its instants, end excluded, whatever offset they are written in', () => {
    const period: Period = { kind: 'shift', from: '2026-11-19T20:00:00+05:00', to: '2026-11-20T03:00:00Z' };
    check(tally(records, period, places), "at >= '2026-11-19T15:00:00.000Z' AND at < '2026-11-20T03:00:00.000Z'");
  });

  it('does not depend on the order of the records, and leaves other posts out', () => {
    const period: Period = { kind: 'days', from: '2026-11-16', to: '2026-11-22' };
    expect(tally(records.toReversed(), period, places)).toEqual(tally(records, period, places));
    expect(tally(records, period, { zone, posts: ['syrym'] })).toMatchObject({
      persons: { total: 0 },
      byPost: [],
      voided: 0,
    });
    expect(tally([], period, places)).not.toHaveProperty('medianSeconds');
  });
});
