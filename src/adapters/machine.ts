import { readdir, readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Machine } from '../core/fleet-ports.ts';

/** Where Linux tells of batteries; other systems do not, and then nothing is said. */
const supplies = '/sys/class/power_supply';

const read = async (...path: string[]): Promise<string | undefined> =>
  readFile(join(...path), 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  );

type Battery = NonNullable<Awaited<ReturnType<Machine['battery']>>>;

const batteryIn = async (folder: string): Promise<Battery | undefined> => {
  // A mouse or a reader has a battery as well, of the scope `Device`.
  if ((await read(folder, 'type')) !== 'Battery' || (await read(folder, 'scope')) === 'Device') return undefined;
  const percent = Number((await read(folder, 'capacity')) ?? Number.NaN);
  if (!(percent >= 0 && percent <= 100)) return undefined;
  return { share: percent / 100, charging: (await read(folder, 'status')) !== 'Discharging' };
};

/** What the machine that holds a folder says of itself. */
export const createMachine = (folder: string, suppliesFolder = supplies): Machine => ({
  disk: () =>
    statfs(folder).then(
      ({ bavail, blocks, bsize }) => ({ free: bavail * bsize, total: blocks * bsize }),
      () => undefined,
    ),
  battery: async () => {
    const names = await readdir(suppliesFolder).catch(() => []);
    const found = (await Promise.all(names.map((name) => batteryIn(join(suppliesFolder, name))))).flatMap(
      (one) => one ?? [],
    );
    // Of two batteries the fuller one keeps the machine running.
    return found.toSorted((a, b) => b.share - a.share)[0];
  },
});
