import { cpSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must, mustHold, openDesk, repeat, type FaultTest } from './harness.ts';
import { inventDraft } from './crossing-draft.ts';

const pageBytes = 4096;

/** Pages of the database as they were before, or as a checkpoint had written them when the power went. */
const mixPages = (before: Buffer, after: Buffer, isWritten: () => boolean): Buffer => {
  const mixed = Buffer.from(after);
  for (let at = 0; at + pageBytes <= before.length; at += pageBytes) {
    if (!isWritten()) before.copy(mixed, at, at, at + pageBytes);
  }
  return mixed;
};

/**
 * The power goes: what a commit had brought to the disk is there, what came after is cut at any byte, and of a checkpoint
 * under way any pages are written and any are not.
 */
export const T3: FaultTest = ({ runs = 300, seed }) =>
  repeat(
    { runs, seed },
    'cut at a random byte of the write-ahead log, and in the middle of a checkpoint',
    async (folder, dice) => {
      const live = join(folder, 'live');
      const data = openDesk(live);
      const wal = join(live, 'log.db-wal');
      const saved: { seq: number; hash: string; bytes: number }[] = [];
      for (let i = 0; i < 12 + dice.roll(20); i += 1) {
        const { seq, hash } = data.log.append(inventDraft(dice));
        saved.push({ seq, hash, bytes: statSync(wal).size });
      }
      const first = saved[0]?.bytes ?? 0;
      const cut = first + dice.roll((saved.at(-1)?.bytes ?? first) - first + 1);
      const cold = join(folder, 'cut');
      cpSync(live, cold, { recursive: true });
      truncateSync(join(cold, 'log.db-wal'), cut);
      const whole = saved.filter(({ bytes }) => bytes <= cut);
      const reopened = openDesk(cold);
      await mustHold(reopened, whole);
      must(reopened.log.head().seq <= whole.length + 1, 'more came back than was written');
      reopened.log.append(inventDraft(dice));
      reopened.close();

      const middle = join(folder, 'middle');
      cpSync(live, middle, { recursive: true });
      const before = readFileSync(join(live, 'log.db'));
      const log = readFileSync(wal);
      data.close();
      const after = readFileSync(join(live, 'log.db'));
      writeFileSync(
        join(middle, 'log.db'),
        mixPages(before, after, () => dice.chance(0.5)),
      );
      writeFileSync(join(middle, 'log.db-wal'), log);
      const recovered = openDesk(middle);
      await mustHold(recovered, saved);
      recovered.close();
    },
  );
