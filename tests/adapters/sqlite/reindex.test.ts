import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { unlock } from '../../../src/adapters/sqlite/connection.ts';
import { crossing, openDesk } from './fixtures.ts';

/** A log as a version that knew no words of remarks left it: 450 crossings, two of them with a remark. */
const oldDesk = (): string => {
  const desk = openDesk();
  expect(desk.reindex.isDue()).toBe(false);
  const drafts = Array.from({ length: 450 }, (_, i) => crossing({ seconds: i % 50 }, { number: `45 ${String(i)}` }));
  const said = { ...drafts[7], personal: { ...drafts[7]?.personal, remarks: 'Два чемодана' } };
  desk.appendAll(
    [...drafts.slice(0, 7), said, ...drafts.slice(8)].map((draft) => ({ at: 1_795_000_000_000, ...draft }) as never),
  );
  desk.log.append({
    kind: 'correction',
    body: { of: 320, officer: 'O300', changes: {} },
    personal: { reason: 'said later', remarks: 'клетка с попугаем' },
  });
  desk.close();
  const raw = new Database(join(desk.folder, 'log.db'));
  unlock(raw, readFileSync(join(desk.folder, 'vault', 'data.key')).toString('hex'));
  raw.exec("DELETE FROM person_key; DELETE FROM setting WHERE name = 'index-version'");
  raw.close();
  return desk.folder;
};
const found = (desk: ReturnType<typeof openDesk>, words: string) => desk.search({ words }, 5).map(({ seq }) => seq);

it('finds remarks that an older version did not index, after going through its log once', () => {
  const folder = oldDesk();
  const desk = openDesk({ folder });
  expect(desk.reindex.isDue()).toBe(true);
  expect(found(desk, 'чемодан')).toEqual([]);
  expect(desk.reindex.step()).toEqual({ done: 200, total: 451 });
  expect(found(desk, 'чемоданы')).toEqual([8]);
  // Cut short, it goes on where it was.
  desk.close();
  const again = openDesk({ folder });
  const steps: number[] = [];
  while (again.reindex.isDue()) steps.push(again.reindex.step().done);
  expect(steps).toEqual([400, 451, 451]);
  expect(found(again, 'попугай')).toEqual([320]);
  again.close();
  expect(openDesk({ folder }).reindex.isDue()).toBe(false);
});
