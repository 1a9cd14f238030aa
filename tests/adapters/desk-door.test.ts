import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDoor, type DoorPlace } from '../../src/adapters/desk-door.ts';
import { VaultFault, passphraseSeal } from '../../src/adapters/vault-seal.ts';
import { dispatch } from '../../src/contract/dispatch.ts';
import type { Answer, CallInput, CallName, CallOutput, Station } from '../../src/contract/station.ts';
import { connect } from '../../src/adapters/sqlite/connection.ts';
import { openVault } from '../../src/adapters/vault.ts';
import { makeOld } from './sqlite/old-schema.ts';

let folder: string;
const ends: (() => Promise<void>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beket-door-'));
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  rmSync(folder, { recursive: true, force: true });
});

const admin = { badge: 'A1', name: 'Test Administrator', pin: '123456' };

const open = async (more: Partial<DoorPlace> = {}) => {
  const faults: unknown[] = [];
  const door: Station = await openDoor({
    folder,
    resources: fileURLToPath(new URL('../../resources', import.meta.url)),
    workerUrl: new URL('../../src/adapters/reading/worker.ts', import.meta.url),
    onFault: (error) => void faults.push((error as { code?: unknown }).code),
    ...more,
  });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await door.close();
    isOpen = false;
  };
  ends.push(close);
  const call = <N extends CallName>(name: N, input: CallInput<N>) =>
    dispatch(door, name, input, { id: 'page' }, (_, error) => faults.push(error)) as Promise<Answer<CallOutput<N>>>;
  const value = async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
    const answer = await call(name, input);
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.fault)} ${String(faults)}`);
    return answer.value;
  };
  /** Waits for a copy of every place, made by nobody's hand but ours. */
  const idle = async (): Promise<void> => {
    while ((await value('keeping', {})).work) await new Promise((wait) => setTimeout(wait, 20));
  };
  return { door, call, value, close, idle, faults };
};

/** A desk with recovery words and a copy of its log; closed. */
const setUpDesk = async (): Promise<{ words: string; copy: string }> => {
  const desk = await open();
  await desk.value('setUp', { post: 'zhaisan', lane: '1', admin });
  const { words } = await desk.value('newRecovery', {});
  const [third = '', ninth = ''] = [words[2], words[8]];
  await desk.value('confirmRecovery', {
    words: [
      { number: 3, word: third },
      { number: 9, word: ninth },
    ],
  });
  await desk.value('backUpNow', {});
  await desk.idle();
  const [copy] = await desk.value('backups', {});
  await desk.close();
  return { words: words.join(' '), copy: copy?.file ?? '' };
};

const spoil = (): void => {
  const file = join(folder, 'log.db');
  const bytes = readFileSync(file);
  for (let at = 4096 * 3 + 99; at < bytes.length; at += 4096) bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
};

describe('recovery words', () => {
  it('hold once two of them were typed; new ones end the old', async () => {
    const { words } = await setUpDesk();
    const desk = await open();
    await desk.value('signIn', admin);
    await desk.value('newRecovery', {});
    const wrong = { words: [{ number: 1, word: 'babab' }] };
    expect(await desk.call('confirmRecovery', wrong)).toMatchObject({ ok: false, fault: { code: 'wrong-words' } });
    const next = await desk.value('newRecovery', {});
    expect(next.qr.path.length).toBeGreaterThan(1000);
    const two = [1, 17].map((number) => ({ number, word: next.words[number - 1]?.toUpperCase() ?? '' }));
    await desk.value('confirmRecovery', { words: two });
    await desk.close();
    rmSync(join(folder, 'vault'), { recursive: true });
    const again = await open();
    expect(again.faults).toEqual(['no-key']);
    expect(await again.value('state', {})).toMatchObject({
      phase: 'repair',
      repair: { kind: 'keys', hasRecovery: true },
    });
    expect(await again.call('repairWithWords', { words })).toMatchObject({ fault: { code: 'wrong-words' } });
    const state = await again.value('repairWithWords', { words: next.words.join('-').toUpperCase() });
    expect(state.phase).toBe('signed-out');
    await again.value('signIn', admin);
    expect(await again.value('verifyLog', {})).toMatchObject({ ok: true });
    await again.close();
    expect((await open()).faults).toEqual([]);
  });

  it('open a desk whose keyring is another, and lie under the new one', async () => {
    const { words } = await setUpDesk();
    const seal = passphraseSeal('a new keyring');
    let isNew = false;
    const keyring: Partial<DoorPlace> = {
      seal: async () => {
        if (!isNew) throw new VaultFault('wrong-seal', 'another keyring');
        return seal;
      },
      renewSeal: async () => {
        isNew = true;
        return seal;
      },
    };
    const desk = await open(keyring);
    expect((await desk.value('state', {})).repair?.kind).toBe('keys');
    expect((await desk.value('repairWithWords', { words })).phase).toBe('signed-out');
    await desk.close();
    expect((await (await open(keyring)).value('state', {})).phase).toBe('signed-out');
  });
});

describe('a damaged log', () => {
  it('is told with what is lost, and a copy is put back for whoever has the words', async () => {
    const { words, copy } = await setUpDesk();
    spoil();
    const desk = await open();
    const { repair, phase } = await desk.value('state', {});
    expect(phase).toBe('repair');
    expect(repair).toMatchObject({ kind: 'damaged', hasKey: true, copies: [{ file: copy, place: 'own' }] });
    // Every page was hit, so that nothing in the file tells how long it was.
    expect(repair?.lastKnown).toBeUndefined();
    expect(await desk.value('repairVerify', { file: copy })).toMatchObject({ ok: true });
    expect(await desk.call('repairRestore', { file: copy, words: 'no words' })).toMatchObject({ ok: false });
    expect(await desk.call('repairRestore', { file: join(folder, 'log.db'), words })).toMatchObject({
      fault: { code: 'no-such-file' },
    });
    expect(await desk.call('signIn', admin)).toMatchObject({ fault: { code: 'not-set-up' } });
    expect((await desk.value('repairRestore', { file: copy, words })).phase).toBe('signed-out');
    expect(readdirSync(folder).filter((name) => /^log\.db\.before-.*Z$/.test(name))).toHaveLength(1);
    await desk.value('signIn', admin);
    expect(await desk.value('verifyLog', {})).toMatchObject({ ok: true });
    expect(await desk.call('repairRestore', { file: copy, words })).toMatchObject({ fault: { code: 'not-allowed' } });
  });

  it('in which one entry was altered names it, and the last that was written', async () => {
    const { copy } = await setUpDesk();
    const before = await open();
    await before.value('signIn', admin);
    for (let i = 0; i < 10; i += 1) await before.value('setSecondFolder', {});
    const { entries } = await before.value('verifyLog', {});
    await before.close();
    const key = openVault({ folder: join(folder, 'vault') }).dataKey();
    const log = connect(join(folder, 'log.db'), key, false);
    log.exec(
      'DROP TRIGGER entry_never_changes; DROP TRIGGER personal_leaves_by_retention; UPDATE entry SET at = at + 1 WHERE seq = 9',
    );
    log.close();
    const { repair } = await (await open()).value('state', {});
    expect(repair).toMatchObject({ kind: 'damaged', firstBad: 9, lastKnown: entries, copies: [{ file: copy }] });
  });
});

describe('an administrator', () => {
  it('puts a copy back from the desk itself, which closes and opens again', async () => {
    await setUpDesk();
    const desk = await open();
    await desk.value('signIn', admin);
    const [copy] = await desk.value('backups', {});
    const opened = new Promise<void>((resolve) => {
      desk.door.on('state', ({ phase }) => phase === 'signed-out' && resolve());
    });
    await desk.value('restoreBackup', { file: copy?.file ?? '' });
    await opened;
    await desk.value('signIn', admin);
    expect(await desk.value('verifyLog', {})).toMatchObject({ ok: true });
    expect(desk.faults).toEqual([]);
  });

  it('names a second folder, which gets copies in a folder of the desk and says when it is not there', async () => {
    await setUpDesk();
    const desk = await open();
    await desk.value('signIn', admin);
    const stick = join(folder, 'stick');
    expect(await desk.call('setSecondFolder', { folder: stick })).toMatchObject({ fault: { code: 'no-such-folder' } });
    mkdirSync(stick);
    await desk.value('setSecondFolder', { folder: stick });
    await desk.value('backUpNow', {});
    await desk.idle();
    const [name = ''] = readdirSync(stick);
    expect(name).toMatch(/^beket-zhaisan-1-/);
    expect(readdirSync(join(stick, name)).some((file) => file === 'recovery.key')).toBe(true);
    rmSync(stick, { recursive: true });
    await desk.value('backUpNow', {});
    await desk.idle();
    const { second, own } = await desk.value('keeping', {});
    expect(second?.fault?.code).toBe('missing');
    expect(own.fault).toBeUndefined();
    expect(existsSync(stick)).toBe(false);
  });

  it('puts the keys under a passphrase, which is asked for at the next start', async () => {
    await setUpDesk();
    const desk = await open();
    await desk.value('signIn', admin);
    expect((await desk.value('keeping', {})).passphrase).toBe(false);
    await desk.value('setPassphrase', { passphrase: 'қара арғымақ жүйрік' });
    await desk.close();
    const again = await open();
    expect((await again.value('state', {})).repair?.kind).toBe('passphrase');
    const wrong = { passphrase: 'ақ арғымақ жүйрік' };
    expect(await again.call('repairWithPassphrase', wrong)).toMatchObject({ fault: { code: 'wrong-passphrase' } });
    expect((await again.value('repairWithPassphrase', { passphrase: 'қара арғымақ жүйрік' })).phase).toBe('signed-out');
  }, 90_000);
});

it('changes an older schema beside the page, and opens then', async () => {
  await setUpDesk();
  makeOld(folder);
  const desk = await open();
  expect(await desk.value('state', {})).toMatchObject({ phase: 'repair', repair: { kind: 'migrating' } });
  await new Promise<void>((resolve) => {
    desk.door.on('state', ({ phase }) => phase === 'signed-out' && resolve());
  });
  expect(readdirSync(folder)).toContain('log.db.before-schema-1');
});
