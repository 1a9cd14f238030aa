import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../src/adapters/sqlite/connection.ts';
import { createPhrases } from '../../../src/adapters/sqlite/phrases.ts';
import { verifyLog } from '../../../src/adapters/sqlite/verify.ts';
import { crossing, openDesk, station } from './fixtures.ts';

const written = 40;

/** A closed log, what was done to it with its key, and what the verifier says of it with threads and without. */
const verdicts = async (sql: string) => {
  const desk = openDesk();
  for (let i = 0; i < written; i += 1) desk.log.append(crossing({ seconds: i }));
  desk.log.append({ kind: 'void', body: { of: 3, officer: 'S200' }, personal: { reason: 'twice' } });
  desk.close();
  const file = join(desk.folder, 'log.db');
  const key = readFileSync(join(desk.folder, 'vault', 'data.key')).toString('hex');
  const raw = connect(file, key, false);
  try {
    const triggers = raw.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all();
    for (const name of triggers) raw.exec(`DROP TRIGGER ${name}`);
    if (sql) raw.exec(sql);
    const steps: number[] = [];
    const parts = { connection: raw, phrases: createPhrases(raw), stationId: station.stationId, acknowledged: 0 };
    const alone = await verifyLog(parts);
    const together = await verifyLog({ ...parts, threads: { file, key, perPart: 6 } }, (done) => steps.push(done));
    return { alone, together, steps };
  } finally {
    raw.close();
  }
};

describe('verifying by several threads', () => {
  it('reads every part, and says how far it is', async () => {
    const { alone, together, steps } = await verdicts('');
    expect(together).toEqual({ ok: true, entries: written + 1 });
    expect(alone).toEqual(together);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBe(written + 1);
  });

  it.each([
    ['an entry within a part', 'UPDATE entry SET at = at + 1 WHERE seq = 15', 15],
    ['the first of a part', 'UPDATE entry SET at = at + 1 WHERE seq = 19', 19],
    ['the last of a part', 'UPDATE entry SET hash = zeroblob(32) WHERE seq = 18', 18],
    ['the last of a part, gone', 'DELETE FROM entry WHERE seq = 18', 18],
    ['a whole part, gone', 'DELETE FROM entry WHERE seq BETWEEN 13 AND 18', 13],
    ['two entries, the first named', 'UPDATE entry SET at = at + 1 WHERE seq IN (9, 33)', 9],
    ['a tail cut off', 'DELETE FROM entry WHERE seq > 30', 31],
    ['a void that is not laid over its crossing', 'DELETE FROM laid_over', 1],
    ['a day', 'UPDATE day_run SET day = day - 2', 1],
  ])('finds the same as one thread: %s', async (_, sql, firstBad) => {
    const { alone, together } = await verdicts(sql);
    expect(together).toMatchObject({ ok: false, firstBad });
    expect(together).toEqual(alone);
  });
});
