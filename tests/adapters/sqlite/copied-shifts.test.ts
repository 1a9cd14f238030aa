import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { restoreCopy } from '../../../src/adapters/sqlite/restore.ts';
import { openVault } from '../../../src/adapters/vault.ts';
import { closeShiftOf } from '../../faults/closed-shift.ts';
import { openDesk, tempFolder } from './fixtures.ts';

it('checks what was signed in a copy, too; a copy whose entries hold is kept and can be put back all the same', async () => {
  const desk = openDesk();
  const vault = join(desk.folder, 'vault');
  const { seal } = closeShiftOf(desk, vault);
  const to = tempFolder();
  const good = await desk.backup(to);
  expect(await desk.backups.verify(good.file)).toEqual({ ok: true, entries: seal.toSeq + 1 });

  // Whoever holds the desk's disk but not its station key can append what was never signed.
  const closed = desk.log.find(seal.toSeq + 1)?.body ?? {};
  const { seq } = desk.log.append({ kind: 'shift-closed', body: { ...closed, tally: { forged: true } } });
  await expect(desk.backup(to)).rejects.toMatchObject({ code: 'damaged', facts: { firstBad: seq } });
  const made = readdirSync(to).find((name) => name.endsWith(`-${String(seq)}.db`)) ?? '';
  expect(await desk.backups.verify(join(to, made))).toMatchObject({ ok: false, firstBad: seq, entries: seq });
  const { dataKey } = openVault({ folder: vault, mayCreate: false });
  desk.close();
  await restoreCopy(join(to, made), desk.folder, dataKey(), '2026-11-22T10:00:00.000Z');
  expect(openDesk({ folder: desk.folder }).log.head().seq).toBe(seq + 1);
});
