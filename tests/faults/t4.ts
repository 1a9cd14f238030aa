import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sealPaper } from '../../src/adapters/printing/paper-seal.ts';
import { createPrinter } from '../../src/adapters/printing/printer.ts';
import { openVault } from '../../src/adapters/vault.ts';
import { verifyPaper } from '../../src/adapters/verifying/verify-signed.ts';
import { writeWhole } from '../../src/adapters/whole-file.ts';
import type { SignedTally } from '../../src/domain/signed-tally.ts';
import type { Tally } from '../../src/domain/tally-report.ts';
import { closeShiftOf } from './closed-shift.ts';
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

/** The disk fills while crossings are saved, while a backup is made, and while a paper is printed to a file. */
export const T4: FaultTest = async ({ runs = 20, seed }) => {
  let name = '';
  const result = await repeat({ runs, seed }, 'disk full in save, backup and print', async (folder, dice) => {
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
      if (existsSync(join(disk, 'ballast'))) {
        await backupIntoNothing(disk, desk, dice.roll(64));
        await printOntoNothing(disk, desk, dice.roll(64));
      }
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
  fill(disk, 400 * 1024, kilobytes);
  const refusal: unknown = await data.backup(join(disk, 'backups')).catch((error: unknown) => error);
  must((refusal as { code?: unknown }).code === 'disk-full', `the backup said ${JSON.stringify(refusal)}`);
  must(readdirSync(join(disk, 'backups')).length === 0, 'half a backup was left');
  data.close();
  rmSync(join(disk, 'ballast'));
};

/** Makes the ballast so long that one to eight pages are left. */
const fill = (disk: string, ballast: number, kilobytes: number): void => {
  const { bavail, bsize } = statfsSync(disk);
  const left = 4096 * (1 + (kilobytes % 8));
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(Math.max(0, ballast + bavail * bsize - left)));
};

const beket = fileURLToPath(new URL('../../src/cli/index.ts', import.meta.url));

/** The signed tally of a closed shift as it comes from the printer, sealed. */
const paperOf = async (signed: SignedTally, vault: string): Promise<Uint8Array> => {
  const heading = {
    post: 'Zhaisan',
    station: 'st-faults',
    officer: 'S200',
    printedAt: new Date().toISOString(),
    signed,
  };
  const pdf = await createPrinter().tallyPdf(signed.tally as unknown as Tally, heading, 'ru');
  return sealPaper(pdf, signed, openVault({ folder: vault, mayCreate: false }));
};

/**
 * A paper that does not fit leaves no half of itself, says why, and what lay under its name before is still there; the log has lost
 * nothing, and with space again the same paper is written and holds.
 */
const printOntoNothing = async (disk: string, desk: string, kilobytes: number): Promise<void> => {
  const data = openDesk(desk);
  const vault = join(desk, 'vault');
  const { signed } = closeShiftOf(data, vault);
  const { seq } = data.log.head();
  const papers = join(disk, 'papers');
  const [paper, proof] = [join(papers, 'tally.pdf'), join(papers, 'log.ndjson')];
  mkdirSync(papers);
  writeFileSync(paper, 'an older paper');
  fill(disk, 0, kilobytes);
  const bytes = await paperOf(signed, vault);
  must(bytes.length > 32 * 1024, `a paper of ${bytes.length} bytes would fit`);
  let refusal: unknown;
  try {
    writeWhole(paper, (put) => put(bytes));
  } catch (error) {
    refusal = error;
  }
  must((refusal as { code?: unknown }).code === 'disk-full', `the paper said ${JSON.stringify(refusal)}`);
  const told = spawnSync(process.execPath, [beket, 'export', '--data', desk, '--to', proof], { encoding: 'utf8' });
  must(told.status === 1 && told.stderr.includes('No space left'), `the export said ${told.stderr}`);
  must(readdirSync(papers).join() === 'tally.pdf', `a half was left: ${readdirSync(papers).join()}`);
  must(readFileSync(paper, 'utf8') === 'an older paper', 'the older paper is gone');
  must(data.log.head().seq === seq && (await data.log.verify()).ok, 'the log is not what it was');
  rmSync(join(disk, 'ballast'));
  writeWhole(paper, (put) => put(bytes));
  must(verifyPaper(readFileSync(paper)).report.ok, 'with space again the paper does not verify');
  data.close();
};
