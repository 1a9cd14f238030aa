import { afterEach, expect, it } from 'vitest';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import { openSetUpDesk, type TestDesk } from './open-desk.ts';

let desk: TestDesk;
afterEach(() => desk.close());

it('moves a desk without a centre to another lane or post, with a reason, and not while a shift is open', async () => {
  desk = await openSetUpDesk();
  const before = await desk.value('place', {});
  expect(before).toMatchObject({ post: 'zhaisan', lane: '1', enrolled: false });
  expect(before.posts.every(({ source }) => source === 'program')).toBe(true);
  const move = (lane: string, post = 'zhaisan', reason = 'booth 2 is repaired') =>
    desk.call('movePlace', { post, lane, reason });
  expect(await move('2', 'zhaisan', '')).toMatchObject({ fault: { code: 'bad-input', field: 'reason' } });
  expect(await move('2', 'atlantis')).toMatchObject({ fault: { code: 'bad-input', field: 'post' } });
  expect(await move('2', 'syrym')).toMatchObject({ ok: true, value: { post: 'syrym', lane: '2' } });
  expect((await desk.value('state', {})).station).toMatchObject({ post: { id: 'syrym' }, lane: '2' });
  await desk.value('openShift', {});
  expect(await move('3', 'syrym')).toMatchObject({ fault: { code: 'shift-open' } });
  const { log, close } = openData({ folder: desk.folder, readOnly: true });
  const entries = log.entriesAfter(0, 100).filter(({ kind }) => kind === 'settings-changed');
  close();
  expect(entries).toMatchObject([
    {
      body: { by: 'A1', post: 'syrym', lane: '2', before: { post: 'zhaisan', lane: '1' } },
      personal: { value: { reason: 'booth 2 is repaired' } },
    },
  ]);
});
