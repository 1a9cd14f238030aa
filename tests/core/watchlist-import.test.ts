import { afterEach, expect, it } from 'vitest';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import type { Work } from '../../src/contract/keeping-view.ts';
import { openSetUpDesk, type TestDesk } from './open-desk.ts';

let desk: TestDesk;
afterEach(() => desk.close());

const csvOf = (from: number, to: number): string =>
  [
    'id;names;birth_date;document_numbers;reason',
    ...Array.from({ length: to - from }, (_, i) => `W${from + i};;;N${100_000 + from + i};test ${from + i}`),
  ].join('\n');
const entriesThere = (): number => {
  const data = openData({ folder: desk.folder, readOnly: true });
  const { entries } = data.watchlist.info();
  data.close();
  return entries;
};

it('tells how far an import is, and puts the list in the place of the one before', async () => {
  desk = await openSetUpDesk();
  const seen: Work[] = [];
  desk.station.on('keeping', ({ work }) => void (work && seen.push(work)));
  expect(await desk.value('importWatchlist', { csv: csvOf(0, 1500), reason: 'the list of the month' })).toEqual({
    entries: 1500,
    problems: [],
  });
  expect(seen.at(0)).toMatchObject({ kind: 'watchlist', step: 'watchlist', by: 'A1', done: 0 });
  expect(seen.map(({ done }) => done)).toContain(1001);
  expect(seen.at(-1)).toMatchObject({ total: 1501 });
  expect(entriesThere()).toBe(1500);
  const again = await desk.value('importWatchlist', { csv: `${csvOf(2000, 2600)}\nX;;;;nobody` });
  expect(again).toEqual({ entries: 600, problems: [{ line: 602, code: 'nothing-to-match' }] });
  expect(entriesThere()).toBe(600);
});

it('leaves the list before in force where it is stopped, and nothing of the new one', async () => {
  desk = await openSetUpDesk();
  await desk.value('importWatchlist', { csv: csvOf(0, 10) });
  const stopped = new Promise<void>((resolve) => {
    const leave = desk.station.on('keeping', ({ work }) => {
      if (work?.kind !== 'watchlist' || work.done < 400) return;
      leave();
      void desk.value('cancelWork', {}).then(() => resolve());
    });
  });
  expect(await desk.call('importWatchlist', { csv: csvOf(10, 3000) })).toMatchObject({
    ok: false,
    fault: { code: 'called-off' },
  });
  await stopped;
  expect(entriesThere()).toBe(10);
  // What is not in force is not kept either: the next list is the only one.
  await desk.value('importWatchlist', { csv: csvOf(5000, 5003) });
  expect(entriesThere()).toBe(3);
  const log = openData({ folder: desk.folder, readOnly: true });
  const imports = log.log.entriesAfter(0, 100).filter(({ kind }) => kind === 'watchlist-imported');
  log.close();
  expect(imports.map(({ body }) => body['entries'])).toEqual([10, 3]);
});

it('replaces nothing by a file in which no line holds', async () => {
  desk = await openSetUpDesk();
  await desk.value('importWatchlist', { csv: csvOf(0, 4) });
  expect(await desk.value('importWatchlist', { csv: 'hello\nworld' })).toEqual({
    entries: 0,
    problems: [{ line: 1, code: 'no-header' }],
  });
  expect(entriesThere()).toBe(4);
});
