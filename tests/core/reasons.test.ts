import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { signPack } from '../../src/adapters/pack-signature.ts';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import type { TestDesk } from './open-desk.ts';
import { openTwoAdministrators } from './pack-desk.ts';
import { newKey, stricter } from './written-packs.ts';

let desk: TestDesk;
afterEach(() => desk.close());

/** What changed the desk, who did it, and why; oldest first. */
const changes = (): { body: object; reason: unknown }[] => {
  const data = openData({ folder: desk.folder, readOnly: true });
  const entries = data.log.entriesAfter(0, 200);
  data.close();
  return entries
    .filter(({ kind }) => kind === 'settings-changed' || kind === 'pack-activated')
    .map(({ body, personal }) => ({ body, reason: (personal?.value as { reason?: string } | undefined)?.reason }));
};

it('keeps who changed what and why of every change', async () => {
  desk = await openTwoAdministrators();
  const signed = signPack(stricter(), newKey());
  await desk.value('offerPack', { text: JSON.stringify(signed) });
  const trust = { publicKey: signed.publicKey, reason: 'the new key of the ministry' };
  const confirmed = async (id: string | undefined) => desk.value('confirmProposal', { id: id ?? '' }, 'second');
  const { packs } = await confirmed((await desk.value('proposeKey', trust)).proposals[0]?.id);
  const hash = packs.find(({ standing }) => standing === 'offered')?.hash ?? '';
  const wish = { what: 'activate', hash, reason: 'in force by the act of today' } as const;
  await confirmed((await desk.value('proposePack', wish)).proposals[0]?.id);
  await desk.value('distrustKey', { publicKey: signed.publicKey, reason: 'the key was seen elsewhere' });
  const folder = mkdtempSync(join(tmpdir(), 'beket-reasons-'));
  await desk.value('watchFolder', { folder, reason: 'a flatbed' });
  const { words } = await desk.value('newRecovery', { reason: 'the paper was wet' });
  const two = [3, 12].map((number) => ({ number, word: words[number - 1] ?? '' }));
  await desk.value('confirmRecovery', { words: two, reason: 'the paper was wet' });
  const neighbours = { on: false, host: '127.0.0.1', port: 0, others: [] };
  await desk.value('saveNeighbours', { ...neighbours, reason: 'a second booth' });
  const seen = changes();
  expect(seen).toEqual([
    { body: expect.objectContaining({ by: 'A1', confirmedBy: 'A2', trusted: true }) as object, reason: trust.reason },
    { body: expect.objectContaining({ by: 'A1', confirmedBy: 'A2', act: 'activate' }) as object, reason: wish.reason },
    { body: expect.objectContaining({ by: 'A1', trusted: false }) as object, reason: 'the key was seen elsewhere' },
    { body: { by: 'A1', watchedFolder: true }, reason: 'a flatbed' },
    { body: { by: 'A1', recoveryWords: 'shown' }, reason: 'the paper was wet' },
    { body: { by: 'A1', recoveryWords: true }, reason: 'the paper was wet' },
    { body: { by: 'A1', neighbours: 'off' }, reason: 'a second booth' },
  ]);
  // The words themselves are in no entry.
  expect(JSON.stringify(seen)).not.toContain(words[2]);
});
