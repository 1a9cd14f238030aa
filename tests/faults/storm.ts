import type { CentreProcess } from '../central/centre-process.ts';
import { createDice, type Dice } from '../../src/domain/demo-random.ts';
import { checkTally, onCentreStores, type CentreStore } from './central-processes.ts';
import { lineFaults } from './faulty-line.ts';
import { must, type FaultResult } from './harness.ts';
import { startStation, type StormStation } from './storm-fleet.ts';

type StormOptions = {
  readonly seed: number;
  readonly minutes?: number;
  readonly stations?: number;
  readonly crossings?: number;
  readonly store?: CentreStore['name'];
  readonly log?: (line: string) => void;
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const day = 86_400_000;
const jumps = [day, -day, 400_000, -400_000, 3_600_000, 5_000, 0, 0, 0] as const;

/** What the weather did, for the report. */
type Counts = { kills: number; centreKills: number; partitions: number; jumps: number };

/** One misfortune. A partition and a clock right themselves after a while, a killed process is started again. */
const strike = async (
  dice: Dice,
  fleet: readonly StormStation[],
  counts: Counts,
  { bounce, second }: { bounce: () => Promise<void>; second: number },
): Promise<void> => {
  const victim = dice.pick(fleet);
  const fate = dice.roll(100);
  if (fate < 40) {
    counts.kills += 1;
    victim.kill();
  } else if (fate < 48) {
    counts.centreKills += 1;
    await bounce();
  } else if (fate < 75) {
    counts.partitions += 1;
    const cut = fleet.filter(() => dice.chance(0.3));
    for (const one of cut) one.line(() => 'lose-request');
    setTimeout(() => cut.forEach((one) => one.line(() => weather(dice))), (2 + dice.roll(8)) * second);
  } else {
    counts.jumps += 1;
    victim.clock(dice.pick(jumps));
    setTimeout(() => victim.clock(0), (5 + dice.roll(10)) * second);
  }
};

/** Between the misfortunes the line is merely bad. */
const weather = (dice: Dice) => (dice.chance(0.7) ? 'none' : dice.pick(lineFaults));

/** What is there in the end, on both sides: nothing lost, nothing twice, every chain whole, the same figures. */
const judge = async (store: CentreStore, centre: CentreProcess, fleet: readonly StormStation[]) => {
  const reports = [];
  for (const station of fleet) {
    const report = await station.report();
    must(report.chain, `the chain of ${station.stationId} is broken`);
    await checkTally(centre, station.post, report.tally);
    reports.push(report);
  }
  await centre.stop();
  const held = await store.held(fleet.map(({ stationId }) => stationId));
  let [lost, entries] = [0, 0];
  for (const [index, { stationId, saved, broken }] of fleet.entries()) {
    const [own, theirs] = [reports[index]?.hashes ?? [], held.get(stationId)];
    must(broken.length === 0, broken[0] ?? '');
    must(theirs?.size === own.length, `the centre holds ${theirs?.size} of the ${own.length} of ${stationId}`);
    lost += own.filter((hash, at) => theirs?.get(at + 1) !== hash).length;
    lost += [...saved].filter(([seq, hash]) => theirs?.get(seq) !== hash).length;
    entries += own.length;
  }
  must(lost === 0, `${lost} entries are lost`);
  return entries;
};

const rage = async (store: CentreStore, options: Required<Omit<StormOptions, 'store'>>): Promise<string> => {
  const { minutes, stations, crossings, seed, log } = options;
  const dice = createDice(seed);
  // A storm shorter than a minute has shorter gusts.
  const second = Math.min(1, minutes) * 1000;
  let centre = await store.start();
  const port = Number(new URL(centre.url).port);
  const [share, everyMs] = [Math.ceil(crossings / stations), (minutes * 60_000 * 0.9 * stations) / crossings];
  const fleet: StormStation[] = [];
  const counts: Counts = { kills: 0, centreKills: 0, partitions: 0, jumps: 0 };
  const bounce = async (): Promise<void> => {
    await centre.stop('SIGKILL');
    await wait(dice.roll(3) * second);
    centre = await store.start(port);
  };
  try {
    for (let number = 0; number < stations; number += 1) {
      const one = await startStation(number, centre.url, { until: share, everyMs });
      fleet.push(one);
      await one.enrol(await centre.codeFor(one.post, '1'));
    }
    for (const one of fleet) {
      one.line(() => weather(dice));
      one.cross();
    }
    const end = performance.now() + minutes * 60_000;
    for (let shown = 0; performance.now() < end;) {
      await wait((0.3 + dice.roll(24) / 10) * second);
      await strike(dice, fleet, counts, { bounce, second });
      if (performance.now() > shown + 30_000) {
        shown = performance.now();
        const saved = fleet.reduce((sum, one) => sum + one.saved.size, 0);
        log(
          `storm: ${store.name}, ${Math.round((end - shown) / 1000)} s to go, ${saved} saved, ${JSON.stringify(counts)}`,
        );
      }
    }
    // Every cut, clock and killed process rights itself in this time.
    await wait(16 * second);
    for (const one of fleet) {
      one.line(() => 'none');
      one.clock(0);
      one.cross({ until: share, everyMs: 0 });
    }
    await Promise.all(fleet.map((one) => one.drained()));
    const entries = await judge(store, centre, fleet);
    const { kills, centreKills, partitions, jumps: turned } = counts;
    return `${stations} desks, ${entries} crossings, 0 lost, 0 twice, ${kills} desks and ${centreKills} centres killed, ${partitions} partitions, ${turned} clock jumps`;
  } finally {
    for (const one of fleet) await one.remove();
    await centre.stop();
  }
};

/** Desks and centre in real processes, killed, cut off and turned back in time at random; then quiet, and the reckoning. */
export const STORM = ({
  seed,
  minutes = 10,
  stations = 30,
  crossings = 100_000,
  store,
  log = () => undefined,
}: StormOptions): Promise<FaultResult> =>
  onCentreStores(
    `${minutes} minutes of storm, seed ${seed}`,
    (one) => rage(one, { seed, minutes, stations, crossings, log }),
    store,
  );
