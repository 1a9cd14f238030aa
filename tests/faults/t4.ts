import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must, mustHold, openDesk, repeat, startWriter, type FaultTest, type Writer } from './harness.ts';

type Small = { readonly name: string; start(folder: string): Writer; done(): void };

/** A real file system of one megabyte and a half, where this user may mount one. */
const mounted = (folder: string): Small | undefined => {
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1536k', 'tmpfs', folder]);
  if (status !== 0) return undefined;
  writeFileSync(join(folder, 'ballast'), Buffer.alloc(800 * 1024));
  return {
    name: 'a full file system of 1.5 MB',
    start: (desk) => startWriter(desk, 5000),
    done: () => void spawnSync('umount', ['-l', folder]),
  };
};

/** Else no file may grow beyond so many blocks. */
const limited: Small = {
  name: 'mounting is not allowed here: files limited in size',
  start: (desk) => startWriter(desk, 5000, {}, ['sh', '-c', `trap '' XFSZ; ulimit -f 600; exec "$0" "$@"`]),
  done: () => undefined,
};

/** The disk fills while crossings are saved and while a backup is made. */
export const T4: FaultTest = async ({ runs = 20, seed }) => {
  let name = '';
  const result = await repeat({ runs, seed }, 'disk full in save and backup', async (folder, dice) => {
    mkdirSync(join(folder, 'disk'));
    const disk = join(folder, 'disk');
    const small = mounted(disk) ?? limited;
    ({ name } = small);
    try {
      const desk = join(disk, 'desk');
      const writer = small.start(desk);
      await writer.ended;
      must(writer.acknowledged.length > 20, `only ${writer.acknowledged.length} fitted`);
      must(
        writer.said.some((line) => /^refused (SQLITE_FULL|SQLITE_IOERR)/.test(line)),
        `it said: ${writer.said.join(', ')}`,
      );
      const reader = openDesk(desk, small === limited ? {} : { readOnly: true });
      await mustHold(reader, writer.acknowledged);
      must(reader.log.head().seq === writer.acknowledged.length, 'more is in the log than was acknowledged');
      reader.close();
      if (existsSync(join(disk, 'ballast'))) await backupIntoNothing(disk, desk, dice.roll(64));
      const again = startWriter(desk, 10);
      await again.ended;
      must(again.acknowledged.length === 10, `with space again it said: ${again.said.join(', ')}`);
    } finally {
      small.done();
    }
  });
  return { ...result, detail: `${name}; ${result.detail}` };
};

/** A backup that does not fit leaves nothing behind and says why; the desk goes on. */
const backupIntoNothing = async (disk: string, desk: string, kilobytes: number): Promise<void> => {
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(400 * 1024));
  const data = openDesk(desk);
  // A copy to where there is room brings the write-ahead log into the database, and the disk to its least.
  await data.backup(join(disk, '..', 'elsewhere'));
  const { bavail, bsize } = statfsSync(disk);
  const left = 4096 * (1 + (kilobytes % 8));
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(400 * 1024 + bavail * bsize - left));
  const refusal: unknown = await data.backup(join(disk, 'backups')).catch((error: unknown) => error);
  must((refusal as { code?: unknown }).code === 'disk-full', `the backup said ${JSON.stringify(refusal)}`);
  must(readdirSync(join(disk, 'backups')).length === 0, 'half a backup was left');
  data.close();
  rmSync(join(disk, 'ballast'));
};
