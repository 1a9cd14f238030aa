import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Dice } from '../../src/domain/demo-random.ts';
import { makeOld } from '../adapters/sqlite/old-schema.ts';
import { inventDraft } from './crossing-draft.ts';
import { mustHold, must, openDesk, repeat, startWriter, type Acknowledged, type FaultTest } from './harness.ts';

const killsPerFolder = 25;
/** How long a writer takes here and now from its first instruction to so many crossings: the moments are chosen within it. */
const measured = 20;
const spanOf = async (folder: string, acknowledged: Acknowledged[]): Promise<number> => {
  const start = performance.now();
  const writer = startWriter(folder, 100_000);
  await writer.reached(measured);
  writer.child.kill('SIGKILL');
  await writer.ended;
  acknowledged.push(...writer.acknowledged);
  return performance.now() - start;
};

/** So many crossings that bringing them to another schema takes a while. */
const before = 4000;
const fill = (folder: string, dice: Dice): void => {
  const desk = openDesk(folder);
  desk.appendAll(
    Array.from({ length: before }, (_, i) => ({ ...inventDraft(dice), at: Date.now() - (before - i) * 1000 })),
  );
  desk.close();
};

/** A log of an older schema is brought to this one between its opening and its first crossing. */
const momentOf = (dice: Dice, spanMs: number, isOld: boolean): number =>
  isOld ? spanMs * (0.4 + dice.roll(1000) / 1000) : spanMs * (dice.roll(1200) / 1000);

/**
 * kill -9 at random moments from the first instruction on: while a folder is made, opened, written, closed; and, in every second
 * folder, while a log of an older schema is brought to this one: of the first, and of the last whose personal parts lay apart.
 */
export const T1: FaultTest = async ({ runs = 1000, seed }) => {
  const folders = Math.ceil(runs / killsPerFolder);
  let [kills, entries, slowest, old, inUpdate] = [0, 0, 0, 0, 0];
  const result = await repeat({ runs: folders, seed }, 'killed', async (folder, dice, number) => {
    const acknowledged: Acknowledged[] = [];
    const isFilled = number % 2 === 1;
    if (isFilled) fill(folder, dice);
    const spanMs = await spanOf(folder, acknowledged);
    kills += 1;
    for (let i = 1; i < killsPerFolder && kills < runs; i += 1) {
      const isOld = isFilled && i % 2 === 1;
      if (isOld) makeOld(folder, i % 4 === 1 ? 1 : 5);
      const writer = startWriter(folder, 60);
      await wait(momentOf(dice, spanMs, isOld));
      writer.child.kill('SIGKILL');
      await writer.ended;
      acknowledged.push(...writer.acknowledged);
      kills += 1;
      old += isOld ? 1 : 0;
      inUpdate += existsSync(join(folder, 'log.db.migrating')) ? 1 : 0;
      const start = performance.now();
      const data = openDesk(folder);
      const openMs = performance.now() - start;
      slowest = Math.max(slowest, openMs);
      must(openMs < 3000, `opened in ${Math.round(openMs)} ms`);
      const last = writer.acknowledged.at(-1);
      must(data.log.head().seq >= (last?.seq ?? 0), 'an acknowledged entry is gone');
      must(data.torn === undefined, 'a whole log was taken for torn');
      data.close();
    }
    entries += acknowledged.length;
    const data = openDesk(folder, { readOnly: true });
    await mustHold(data, acknowledged);
    data.close();
  });
  const perFolder = runs / folders;
  const updates = `${old} of them on a log of an older schema, ${inUpdate} while its copy was being made`;
  const detail = `${kills} kills in ${folders} folders, ${updates}, ${entries} entries acknowledged and all present, slowest opening ${Math.round(slowest)} ms; ${result.detail}`;
  return { runs: kills, passed: result.passed === folders ? kills : Math.floor(result.passed * perFolder), detail };
};
