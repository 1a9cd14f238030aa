import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { must, mustHold, openDesk, repeat, startWriter, type FaultTest, type Writer } from './harness.ts';

const entries = 6;
/** Past the last write of a writer's whole life, as a limit to a search that ends by itself. */
const mostWrites = 2000;

type Injector = { readonly name: string; start(folder: string, at: number): Writer };

/** A library between SQLite and the system that fails one write, sync or truncation; needs a C compiler. */
const shim = (place: string): Injector | undefined => {
  const library = join(place, 'failing-write.so');
  const source = fileURLToPath(new URL('failing-write.c', import.meta.url));
  const { status } = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl']);
  if (status !== 0) return undefined;
  return {
    name: 'I/O error on the Nth write or sync of log.db (preloaded shim)',
    start: (folder, at) =>
      startWriter(folder, entries, { LD_PRELOAD: library, FAIL_PATH: '/log.db', FAIL_AT: String(at) }),
  };
};

/** Without a compiler: the system itself refuses to let any file grow beyond N blocks. */
const fileLimit: Injector = {
  name: 'no C compiler: every file refused beyond N blocks (file size limit)',
  start: (folder, at) =>
    startWriter(folder, entries, {}, ['sh', '-c', `trap '' XFSZ; ulimit -f ${at}; exec "$0" "$@"`]),
};

/** The Nth write fails, for every N until none does: what was said to be saved is there, what was refused is not. */
export const T5: FaultTest = async ({ runs = mostWrites, seed }) => {
  const place = mkdtempSync(join(tmpdir(), 'beket-shim-'));
  const injector = shim(place) ?? fileLimit;
  let [at, refused, isThrough, counted] = [0, 0, false, 0];
  // A short run takes every few writes, so that it too reaches from the first to the last.
  const stride = runs >= mostWrites ? 1 : Math.max(1, Math.round(180 / runs));
  try {
    const one = async (folder: string): Promise<void> => {
      at += stride;
      counted += 1;
      const writer = injector.start(folder, at);
      await writer.ended;
      const failed = writer.said.filter((line) => /^(refused|unopened|unclosed)/.test(line));
      refused += failed.length;
      isThrough = failed.length === 0 && writer.acknowledged.length === entries && at > 60;
      const data = openDesk(folder);
      await mustHold(data, writer.acknowledged);
      const { seq } = data.log.head();
      must(
        seq === writer.acknowledged.length,
        `write ${at}: ${writer.acknowledged.length} acknowledged, ${seq} in the log`,
      );
      data.close();
    };
    let passed = 0;
    let detail = '';
    while (counted < runs && !isThrough) {
      const result = await repeat({ runs: 1, seed: seed + at }, '', one);
      passed += result.passed;
      detail ||= result.passed === 1 ? '' : result.detail;
    }
    const end = isThrough ? `none failed any more at write ${at}` : `stopped at write ${at}`;
    return {
      runs: counted,
      passed,
      detail: `${injector.name}; ${refused} refusals told, ${end}; seed ${seed}${detail}`,
    };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
};
