// A copy put back on a machine that never was its desk.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dataFolderPaths } from '../../src/adapters/data-folder-paths.ts';
import { openDoor } from '../../src/adapters/desk-door.ts';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import { openVault } from '../../src/adapters/vault.ts';
import { dispatch } from '../../src/contract/dispatch.ts';
import type { Answer, CallInput, CallName, CallOutput } from '../../src/contract/station.ts';

let place: string;
const ends: (() => Promise<void>)[] = [];
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'beket-elsewhere-'));
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  rmSync(place, { recursive: true, force: true });
});

const admin = { badge: 'A1', name: 'Test Administrator', pin: '123456' };
const phrase = 'қара арғымақ жүйрік';

const open = async (folder: string) => {
  const door = await openDoor({
    folder,
    resources: fileURLToPath(new URL('../../resources', import.meta.url)),
    workerUrl: new URL('../../src/adapters/reading/worker.ts', import.meta.url),
    onFault: () => undefined,
  });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await door.close();
    isOpen = false;
  };
  ends.push(close);
  const call = <N extends CallName>(name: N, input: CallInput<N>) =>
    dispatch(door, name, input, { id: 'page' }) as Promise<Answer<CallOutput<N>>>;
  const value = async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
    const answer = await call(name, input);
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.fault)}`);
    return answer.value;
  };
  return { door, call, value, close };
};

/** A desk with recovery words and a copy on a stick, in which it wrote once more before it was lost. */
const lostDesk = async (passphrase?: string) => {
  const [folder, stick] = [join(place, 'old'), join(place, 'stick')];
  mkdirSync(stick);
  const desk = await open(folder);
  const id = (await desk.value('setUp', { post: 'zhaisan', lane: '1', admin })).station?.id ?? '';
  const { words } = await desk.value('newRecovery', {});
  const two = [3, 9].map((number) => ({ number, word: words[number - 1] ?? '' }));
  await desk.value('confirmRecovery', { words: two });
  await desk.value('setSecondFolder', { folder: stick });
  if (passphrase !== undefined) await desk.value('setPassphrase', { passphrase });
  await desk.value('backUpNow', {});
  while ((await desk.value('keeping', {})).work) await new Promise((wait) => setTimeout(wait, 20));
  await desk.value('signOut', {});
  await desk.close();
  return { id, folder, stick, words: words.join(' ') };
};

/** An empty machine at which somebody chose to restore. */
const machine = async () => {
  const folder = join(place, 'new');
  const desk = await open(folder);
  const begun = new Promise<void>((resolve) => {
    desk.door.on('state', ({ phase }) => phase === 'repair' && resolve());
  });
  await desk.value('repairBegin', {});
  await begun;
  return { ...desk, folder };
};

it('puts the copy of a stick back with the words, and is that desk from then on', async () => {
  const old = await lostDesk();
  const desk = await machine();
  expect((await desk.value('state', {})).repair).toMatchObject({ kind: 'empty', copies: [] });
  expect((await desk.value('posts', {})).length).toBeGreaterThan(10);
  const [copy] = await desk.value('repairFind', { folder: old.stick });
  expect(copy).toMatchObject({ station: old.id, place: 'found' });
  const file = copy?.file ?? '';
  expect(await desk.call('repairVerify', { file, words: 'no words' })).toMatchObject({
    fault: { code: 'wrong-words' },
  });
  const seen = await desk.value('repairVerify', { file, words: old.words });
  expect(seen).toMatchObject({ ok: true, entries: copy?.seq, stationId: old.id });
  expect(await desk.call('repairWithWords', { words: old.words })).toMatchObject({ fault: { code: 'not-allowed' } });
  const state = await desk.value('repairRestore', { file, words: old.words });
  expect(state).toMatchObject({ phase: 'signed-out', station: { id: old.id } });
  await desk.value('signIn', admin);
  expect(await desk.value('verifyLog', {})).toMatchObject({ ok: true });
  // The words on the paper go on to hold here.
  expect((await desk.value('keeping', {})).recoveryAt).toBeDefined();
  await desk.close();

  const keyOf = (folder: string): string => openVault({ folder: dataFolderPaths(folder).vault }).publicKey();
  expect(keyOf(desk.folder)).toBe(keyOf(old.folder));
  const data = openData({ folder: desk.folder, readOnly: true });
  const after = data.log.entriesAfter(copy?.seq ?? 0, 1)[0];
  data.close();
  expect(after).toMatchObject({ kind: 'restored', body: { fromSeq: copy?.seq } });
  expect(readdirSync(desk.folder).filter((name) => /^log\.db\.before-.*Z$/.test(name))).toHaveLength(1);
});

it('takes the passphrase where the whole data folder is at hand, and asks for it from then on', async () => {
  const old = await lostDesk(phrase);
  const desk = await machine();
  const [copy] = await desk.value('repairFind', { folder: old.folder });
  const file = copy?.file ?? '';
  const wrong = await desk.call('repairVerify', { file, words: 'ақ арғымақ жүйрік' });
  expect(wrong).toMatchObject({ fault: { code: 'wrong-passphrase' } });
  expect((await desk.value('repairRestore', { file, words: phrase })).station?.id).toBe(old.id);
  await desk.close();
  const again = await open(desk.folder);
  expect((await again.value('state', {})).repair?.kind).toBe('passphrase');
  expect((await again.value('repairWithPassphrase', { passphrase: phrase })).phase).toBe('signed-out');
}, 90_000);

it('leaves the machine as it was where the copy is damaged, and a new desk can be set up', async () => {
  const old = await lostDesk();
  const desk = await machine();
  const [copy] = await desk.value('repairFind', { folder: old.stick });
  const file = copy?.file ?? '';
  const bytes = readFileSync(file);
  for (let at = 4096 * 3 + 99; at < bytes.length; at += 4096) bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const refused = await desk.call('repairRestore', { file, words: old.words });
  expect(refused).toMatchObject({ fault: { code: 'copy-damaged' } });
  expect(existsSync(join(desk.folder, 'recovery.key'))).toBe(false);
  expect((await desk.value('repairLeave', {})).phase).toBe('set-up');
  await desk.value('setUp', { post: 'zhaisan', lane: '2', admin });
  expect(await desk.call('repairBegin', {})).toMatchObject({ fault: { code: 'already-set-up' } });
  expect(await desk.call('repairLeave', {})).toMatchObject({ fault: { code: 'not-allowed' } });
});
