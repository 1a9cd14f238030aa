import { join } from 'node:path';
import { restoreCopy } from '../../src/adapters/sqlite/restore.ts';
import { sha256 } from '../../src/adapters/hash.ts';
import { openVault } from '../../src/adapters/vault.ts';
import { checkLink, genesisHash, type StoredEntry } from '../../src/domain/log.ts';
import { inventDraft } from './crossing-draft.ts';
import { must, mustHold, openDesk, repeat, type FaultTest } from './harness.ts';

/** What a centre keeps of a desk: it takes what follows on what it holds, and tells a repetition from a fork by the hash. */
const createCentre = () => {
  const held: StoredEntry[] = [];
  return {
    held,
    take: (entries: readonly StoredEntry[]): { forkAt?: number } => {
      for (const entry of entries) {
        const known = held[entry.seq - 1];
        if (known && known.hash !== entry.hash) return { forkAt: entry.seq };
        if (known) continue;
        const head = held.at(-1) ?? { seq: 0, hash: genesisHash };
        must(checkLink(entry, head, sha256) === undefined, `entry ${entry.seq} does not follow`);
        held.push(entry);
      }
      return {};
    },
  };
};

/** A desk restored from an old copy goes on with numbers the centre already holds: the fork shows at the first of them. */
export const T13: FaultTest = ({ runs = 40, seed }) =>
  repeat({ runs, seed }, 'restored from an old backup, sequence reused', async (folder, dice) => {
    const centre = createCentre();
    const desk = openDesk(folder);
    const append = (count: number): void => {
      for (let i = 0; i < count; i += 1) desk.log.append(inventDraft(dice));
    };
    append(1 + dice.roll(20));
    const copy = await desk.backup(join(folder, 'backups'));
    append(1 + dice.roll(20));
    must(centre.take(desk.log.entriesAfter(0, 100)).forkAt === undefined, 'a true log was refused');
    must(centre.take(desk.log.entriesAfter(0, 100)).forkAt === undefined, 'a repetition was taken for a fork');
    const lost = desk.log.head().seq;
    desk.close();
    const key = openVault({ folder: join(folder, 'vault'), mayCreate: false }).dataKey();
    const aside = await restoreCopy(copy.file, folder, key, '2026-11-22T10:00:00.000Z');
    must(aside, 'the log that was there was not set aside');
    const again = openDesk(folder);
    const { forkAt } = centre.take(again.log.entriesAfter(0, 100));
    must(forkAt === copy.seq + 1, `the fork showed at ${forkAt}, not at ${copy.seq + 1}`);
    const note = again.log.find(copy.seq + 1);
    must(note?.kind === 'restored' && note.body['fromHash'] === copy.hash, 'the log does not say that it was restored');
    must(centre.held.length === lost, 'the centre lost what only it still held');
    await mustHold(again, [copy]);
    again.close();
  });
