import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { setImmediate } from 'node:timers/promises';
import { systemClock } from '../adapters/clock.ts';
import { sha256 } from '../adapters/hash.ts';
import { deskLaw, loadRules } from '../adapters/rule-files.ts';
import { dryRun } from '../core/dry-run.ts';
import { wholeHash } from '../core/law.ts';
import { editionsOf } from '../domain/rules/editions.ts';
import { checkPackValue } from '../domain/rules/pack-check.ts';
import { exitCodes, printLine, say, UsageError, type ExitCode } from './output.ts';
import { resourceFolder } from './places.ts';
import { withData } from './with-data.ts';

const dayMs = 86_400_000;

/** `7d` as milliseconds back from now, or a day or instant; epoch milliseconds. */
const sinceOf = (text: string): number => {
  const days = /^(\d{1,4})d$/.exec(text)?.[1];
  const instant = days === undefined ? Date.parse(text) : Date.now() - Number(days) * dayMs;
  if (Number.isNaN(instant))
    throw new UsageError('--since is a number of days such as 7d, or a day such as 2026-11-01.');
  return instant;
};

const valueOf = async (file: string): Promise<unknown> => {
  try {
    const value = JSON.parse(await readFile(file, 'utf8')) as { readonly pack?: unknown };
    return value.pack ?? value;
  } catch {
    throw new UsageError(`${file} cannot be read, or is no JSON.`);
  }
};

/** One line a group with the numbers of all its entries, then one line in all. Signed packs and drafts alike. */
export const dryRunPack = async (args: readonly string[]): Promise<ExitCode> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { since: { type: 'string', default: '7d' }, data: { type: 'string' } },
  });
  const [file, ...more] = positionals;
  if (!file || more.length > 0 || !values.data) throw new UsageError('Name the pack, and the folder with --data.');
  const since = sinceOf(values.since);
  const value = await valueOf(file);
  const { pack, problems } = checkPackValue(value);
  if (!pack) {
    printLine({ file, ok: false, problems });
    return exitCodes.wrong;
  }
  return withData(values.data, async ({ log, stays, packs }) => {
    const whole = { id: pack.id, version: pack.version, hash: wholeHash(value, sha256) };
    let told = 0;
    const onProgress = (weighed: number, share: number): void => {
      if (weighed - told < 1000) return;
      told = weighed;
      say(`${weighed} weighed again, ${Math.round(share * 100)} %`);
    };
    const parts = { log, stays, clock: systemClock, rules: deskLaw(loadRules(resourceFolder), packs) };
    const pause = (): Promise<void> => setImmediate();
    const found = await dryRun({ ...parts, pause, onProgress }, whole, editionsOf(pack, sha256), since, Infinity);
    const { groups, ...summary } = found;
    for (const { examples, ...group } of groups) printLine({ ...group, entries: examples.map(({ seq }) => seq) });
    printLine({ file, ok: true, ...summary, groups: groups.length });
    return exitCodes.done;
  });
};
