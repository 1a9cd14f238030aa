import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import { openSetUpDesk, type TestDesk } from './open-desk.ts';

const desks: TestDesk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
});
const newDesk = async (): Promise<TestDesk> => {
  const desk = await openSetUpDesk();
  desks.push(desk);
  return desk;
};
const textOf = ({ base64 }: { base64: string }): string => Buffer.from(base64, 'base64').toString('utf8');

it('carries settings to another desk, after showing what would change, and says who did it and why', async () => {
  const [one, other] = [await newDesk(), await newDesk()];
  const [pictures, copies] = [join(one.folder, 'pictures'), join(one.folder, 'copies')];
  for (const folder of [pictures, copies]) mkdirSync(folder);
  await one.value('watchFolder', { folder: pictures, reason: 'a new flatbed' });
  await one.value('setSecondFolder', { folder: copies, reason: 'a stick of its own' });
  const asked = { on: false, port: 7391, others: ['192.168.10.6:7391', '10.0.0.7:7391'] };
  await one.value('saveNeighbours', { ...asked, host: '192.168.10.5', reason: 'a second booth' });
  await other.value('saveNeighbours', { ...asked, others: [], host: '192.168.10.6' });
  const file = await one.value('exportConfig', { language: 'ru' });
  const text = textOf(file);
  // No key but the public one, no PIN, no name, no badge.
  for (const secret of ['Administrator', 'scrypt', 'stayKey']) expect(text).not.toContain(secret);
  // As words: a signature in Base64 has every pair of letters sooner or later.
  expect(text).not.toMatch(/(?<![\w+/-])(?:A1|pin)(?![\w+/=-])/i);

  const compared = await other.value('compareConfig', { text, language: 'kk' });
  expect(compared).toMatchObject({ ok: true, station: (await one.value('state', {})).station?.id });
  expect(compared.ok && compared.differences).toEqual([
    { name: 'language', from: 'kk', to: 'ru', applies: true },
    { name: 'watchedFolder', to: pictures, applies: true },
    { name: 'secondBackups', to: copies, applies: true },
    {
      name: 'neighbours',
      from: '{"on":false,"others":[],"port":7391}',
      to: '{"on":false,"others":["192.168.10.6:7391","10.0.0.7:7391"],"port":7391}',
      applies: true,
    },
  ]);
  const head = (): number => {
    const log = openData({ folder: other.folder, readOnly: true });
    const { seq } = log.log.head();
    log.close();
    return seq;
  };
  const before = head();
  expect(await other.value('applyConfig', { text, language: 'kk', reason: 'all booths alike' })).toEqual({
    ok: true,
    applied: ['language', 'watchedFolder', 'secondBackups', 'neighbours'],
    language: 'ru',
  });
  expect((await other.value('state', {})).inbox.folder).toBe(pictures);
  expect((await other.value('keeping', {})).second?.folder).toContain(copies);
  const log = openData({ folder: other.folder, readOnly: true });
  const [entry] = log.log.entriesAfter(before, 1);
  log.close();
  expect(entry).toMatchObject({
    kind: 'settings-changed',
    body: { by: 'A1', settings: ['language', 'watchedFolder', 'secondBackups', 'neighbours'] },
    personal: { value: { reason: 'all booths alike' } },
  });
  // Asked at its own address still, and not asking itself.
  expect(await other.value('neighbours', {})).toMatchObject({
    host: '192.168.10.6',
    others: [{ address: '10.0.0.7:7391' }],
  });
});

it('takes no file that was changed, is none, or names a folder that is not here', async () => {
  const [one, other] = [await newDesk(), await newDesk()];
  const folder = join(one.folder, 'pictures');
  mkdirSync(folder);
  await one.value('watchFolder', { folder });
  const text = textOf(await one.value('exportConfig', { language: 'en' }));
  const apply = (given: string) =>
    other.value('applyConfig', { text: given, language: 'en', reason: 'tried in a test' });
  expect(await apply(text.replace('pictures', 'elsewhere'))).toEqual({ ok: false, fault: 'changed' });
  expect(await apply('{}')).toEqual({ ok: false, fault: 'not-a-config' });
  await one.value('watchFolder', {});
  rmSync(folder, { recursive: true });
  expect(await apply(text)).toEqual({ ok: false, fault: 'no-such-folder' });
  expect((await other.value('state', {})).inbox.folder).toBeUndefined();
  expect(await other.call('applyConfig', { text, language: 'en', reason: '' })).toMatchObject({ ok: false });
});
