import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../src/central/database.ts';
import { openPglite } from '../../src/central/database-pglite.ts';
import { createDice } from '../../src/domain/demo-random.ts';
import { tally } from '../../src/domain/tally.ts';
import type { Tally } from '../../src/domain/tally-report.ts';
import { openScratch, startCentre, type TestCentre } from '../central/centre-fixture.ts';
import { startPostgres } from '../central/postgres-server.ts';
import { openSyncDesk, until, type SyncDesk } from '../core/sync-desk.ts';
import { startFaultyLine, type LineFault } from './faulty-line.ts';
import { must, type FaultResult } from './harness.ts';

type Rig = {
  readonly centre: TestCentre;
  readonly dice: ReturnType<typeof createDice>;
  /** A desk on a line of its own that does `fault()` to each request. */
  desk(fault: () => LineFault, line?: { bytesPerSecond?: number }): Promise<RigDesk>;
};
type RigDesk = {
  desk: SyncDesk;
  readonly line: Awaited<ReturnType<typeof startFaultyLine>>;
  /** Ends the desk and opens it again on the same data. */
  restart(): void;
  connect(): Promise<void>;
};

const entriesOf = async (centre: TestCentre, { stationId }: SyncDesk) =>
  centre.database.query('SELECT seq, hash, fault FROM entries WHERE station_id = $1 ORDER BY seq', [stationId]);

const period = { kind: 'days', from: '2000-01-01', to: '2099-12-31' } as const;

/** Every invariant of a desk and its centre once the line is good again: nothing lost, nothing twice, the same figures. */
export const checkInvariants = async (
  centre: TestCentre,
  desk: SyncDesk,
  aside: readonly number[] = [],
): Promise<void> => {
  const { log, data } = desk;
  const head = log.head().seq;
  const rows = await entriesOf(centre, desk);
  must(rows.length === head, `centre holds ${rows.length} entries, desk ${head}`);
  must(
    rows.every((row, index) => Number(row.seq) === index + 1),
    'a sequence number is missing or there twice',
  );
  const isSame = (row: (typeof rows)[number]) => row.hash === log.find(Number(row.seq))?.hash || row.fault !== null;
  must(rows.every(isSame), 'an entry differs');
  const faults = rows.filter(({ fault }) => fault !== null).map(({ seq }) => Number(seq));
  must(isDeepStrictEqual(faults, [...aside]), `put aside: ${faults.join()} instead of ${aside.join()}`);
  must(data.store.acknowledged() === head, 'acknowledged is not the head');
  must(desk.sync.state().unsent === 0, 'the desk says that something is unsent');
  if (aside.length === 0) {
    must((await log.verify()).ok, 'the chain of the desk is broken');
    await checkTallies(centre, desk);
  }
};

const checkTallies = async (centre: TestCentre, { log, post }: SyncDesk): Promise<void> => {
  const own = tally(log.crossingsOf(period), period, { zone: 'Asia/Almaty', posts: [post] });
  const { body } = await centre.ask(`/v1/tally?from=${period.from}&to=${period.to}&posts=${post}`);
  const { tally: theirs } = body as { tally: Tally };
  must(isDeepStrictEqual(theirs, JSON.parse(JSON.stringify(own))), 'the tally of the centre is not that of the desk');
};

/** What was shown while the line was bad: `lastSyncAt` never goes back, the queue never looks empty while it is not. */
export const checkShown = ({ states }: SyncDesk): void => {
  const times = states.flatMap(({ lastSyncAt }) => (lastSyncAt === undefined ? [] : [lastSyncAt]));
  must(isDeepStrictEqual(times, times.toSorted()), 'last synced went back');
  must(
    states.every(({ unsent, unsentSince }) => unsent === 0 || unsentSince !== undefined),
    'unsent without since when',
  );
};

const rigOn = async (database: Database, seed: number, work: (rig: Rig) => Promise<void>): Promise<void> => {
  const centre = await startCentre(database);
  const ends: (() => Promise<void> | void)[] = [];
  const open = async (fault: () => LineFault, more: { bytesPerSecond?: number } = {}): Promise<RigDesk> => {
    const line = await startFaultyLine({ target: centre.url, next: fault, ...more });
    const uplink = { timeoutMs: 2_000 };
    const post = `post-${randomBytes(4).toString('hex')}`;
    const held = { desk: openSyncDesk({ post, uplinkParts: uplink }), line };
    ends.push(async () => {
      held.desk.remove();
      await line.stop();
    });
    return Object.assign(held, {
      restart: () => {
        held.desk.close();
        const { folder, stationId } = held.desk;
        held.desk = openSyncDesk({ folder, stationId, post, uplinkParts: uplink });
      },
      connect: async () => {
        const code = await centre.codeFor({ post, lane: '1' });
        const answer = await held.desk.connect(line.url, code);
        if (!answer.ok) throw new Error(`not enrolled: ${answer.fault.code}`);
      },
    });
  };
  try {
    await work({ centre, dice: createDice(seed), desk: open });
  } finally {
    for (const end of ends) await end();
    await centre.stop();
    await database.close();
  }
};

/** Runs a scenario some times on PGlite and on PostgreSQL where there is one; says what did not hold. */
export const onStores = async (
  what: string,
  { seed, runs: times }: { seed: number; runs: number },
  work: (rig: Rig) => Promise<void>,
): Promise<FaultResult> => {
  const server = await startPostgres();
  const stores: [string, () => Promise<Database>][] = [['PGlite', () => openPglite()]];
  if ('url' in server) stores.push(['PostgreSQL', () => openScratch(server.url)]);
  else process.stderr.write(`${what}: not on PostgreSQL: ${server.reason}\n`);
  let [runs, passed, failure] = [0, 0, ''];
  for (const [store, open] of stores) {
    for (let time = 0; time < times; time += 1) {
      runs += 1;
      try {
        await rigOn(await open(), seed + time, work);
        passed += 1;
      } catch (fault) {
        failure ||= ` First failure on ${store}, seed ${seed + time}: ${(fault as Error).message}`;
      }
      process.stderr.write(`${what}: ${store}, ${time + 1} of ${times}\n`);
    }
  }
  if ('stop' in server) await server.stop();
  return {
    runs,
    passed,
    detail: `${what}, on ${stores.map(([store]) => store).join(' and ')}; seed ${seed}.${failure}`,
  };
};

export const healed = (): LineFault => 'none';

/** The line is good again: the desk empties its queue. */
export const drained = async ({ desk }: RigDesk): Promise<void> => {
  for (let n = 0; n < 400 && desk.sync.state().unsent > 0; n += 1) await desk.sync.syncNow();
  await until(() => desk.sync.state().unsent === 0, 60_000);
};
