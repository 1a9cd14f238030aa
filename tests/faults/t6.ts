import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { restoreCopy } from '../../src/adapters/sqlite/restore.ts';
import { openVault } from '../../src/adapters/vault.ts';
import type { Dice } from '../../src/domain/demo-random.ts';
import { inventDraft } from './crossing-draft.ts';
import { must, mustHold, openDesk, repeat, type Acknowledged, type FaultTest } from './harness.ts';

const flipIn = (file: string, dice: Dice, from: number): number => {
  const bytes = readFileSync(file);
  const at = from + dice.roll(bytes.length - from);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.roll(8));
  writeFileSync(file, bytes);
  return at;
};

const opens = (folder: string): string => {
  try {
    openDesk(folder).close();
    return 'opened';
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
};

/** A bit of the database: found on opening, the last good backup put back, the loss named by its first and last entry. */
const flippedDatabase = async (folder: string, dice: Dice): Promise<void> => {
  const desk = openDesk(folder);
  const saved: Acknowledged[] = [];
  const append = (count: number): void => {
    for (let i = 0; i < count; i += 1) saved.push(desk.log.append(inventDraft(dice)));
  };
  append(5 + dice.roll(40));
  const backup = await desk.backup(join(folder, 'backups'));
  append(1 + dice.roll(20));
  desk.close();
  const key = openVault({ folder: join(folder, 'vault'), mayCreate: false }).dataKey();
  const at = flipIn(join(folder, 'log.db'), dice, 0);
  const found = opens(folder);
  must(
    /^(damaged|wrong-key|not-a-database|not-encrypted)$/.test(found),
    `a flipped bit at byte ${at} went unseen: ${found}`,
  );
  await restoreCopy(backup.file, folder, key, '2026-11-22T10:00:00.000Z');
  const again = openDesk(folder);
  const range = again.log.find(backup.seq + 1);
  must(range?.kind === 'restored' && range.body['fromSeq'] === backup.seq, 'the restoring is not in the log');
  await mustHold(again, saved.slice(0, backup.seq));
  again.close();
};

/** A bit of the write-ahead log: all before it is there, and what is gone is named, none left out. */
const flippedWal = async (folder: string, dice: Dice): Promise<void> => {
  const live = join(folder, 'live');
  const desk = openDesk(live);
  const saved: Acknowledged[] = [];
  for (let i = 0; i < 5 + dice.roll(30); i += 1) saved.push(desk.log.append(inventDraft(dice)));
  const cold = join(folder, 'cold');
  cpSync(live, cold, { recursive: true });
  desk.close();
  const at = flipIn(join(cold, 'log.db-wal'), dice, 0);
  let again: ReturnType<typeof openDesk>;
  try {
    again = openDesk(cold);
  } catch (error) {
    must((error as { code?: unknown }).code === 'damaged', `byte ${at}: ${String(error)}`);
    return;
  }
  const { seq } = again.log.head();
  if (seq < saved.length) {
    must(again.torn?.after === seq, `byte ${at}: the loss after entry ${seq} is not named`);
    must(
      (again.torn?.upTo ?? 0) >= saved.length,
      `byte ${at}: lost up to ${saved.length}, named up to ${again.torn?.upTo}`,
    );
  }
  await mustHold(again, saved.slice(0, seq));
  again.close();
};

export const T6: FaultTest = ({ runs = 300, seed }) =>
  repeat({ runs, seed }, 'a bit flipped, in the database and in the write-ahead log by turns', (folder, dice, number) =>
    (number % 2 === 0 ? flippedDatabase : flippedWal)(folder, dice),
  );
