import type { CrossingRecord } from '../../src/domain/crossing-record.ts';
import { createDice, type Dice } from '../../src/domain/demo-random.ts';
import { tally } from '../../src/domain/tally.ts';
import { dataFolderPaths } from '../../src/adapters/data-folder-paths.ts';
import { openNeighbourFile } from '../../src/adapters/sqlite/neighbours/neighbour-file.ts';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import { openVault } from '../../src/adapters/vault.ts';
import type { CentreProcess } from '../central/centre-process.ts';
import { checkTally, onCentreStores, wholeTime, type CentreStore } from './central-processes.ts';
import type { LineFault } from './faulty-line.ts';
import { must, type FaultResult } from './harness.ts';
import { startNeighbour, type Neighbour } from './neighbour-fleet.ts';
import { checkCounts, isInside, scan, type Seen } from './neighbour-oracle.ts';

type Size = {
  readonly people: number;
  readonly crossings: number;
  readonly desks: number;
  /** The centre's own process ends while it is away; else only the lines to it do, which is the same to a desk. */
  readonly endsCentre: boolean;
};

const post = 'zhaisan';
const day = 86_400_000;
const minute = 60_000;
const badLine: readonly LineFault[] = [
  'none',
  'none',
  'none',
  'duplicate',
  'lose-answer',
  'cut-answer',
  'cut-request',
  'delay',
];

/** Asks until every neighbour was heard: the line between desks is bad, not gone. */
const hearAll = async (desk: Neighbour): Promise<void> => {
  for (let n = 0; n < 60; n += 1) {
    const { others } = await desk.value('askNeighbours', {});
    if (others.every(({ fault, heardAt }) => !fault && heardAt !== undefined)) return;
  }
  must(false, `lane ${desk.lane} does not hear its neighbours: ${JSON.stringify(await desk.value('neighbours', {}))}`);
};

const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
  const end = performance.now() + 60_000;
  while (!(await holds())) {
    must(performance.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
const unsentAt = async (desk: Neighbour): Promise<number> => (await desk.value('state', {})).sync.unsent;

/** Days without a centre: crossings, corrections and a killed desk, while the desks hear each other over a bad line. */
const away = async (
  desks: readonly Neighbour[],
  dice: Dice,
  { people, crossings }: Size,
): Promise<{ seen: Seen[]; ahead: number }> => {
  const seen: Seen[] = [];
  const start = Date.now();
  let ahead = 0;
  for (let n = 0; n < crossings; n += 1) {
    ahead += (7 + dice.roll(60 * 30)) * minute;
    for (const desk of desks) await desk.clock(ahead);
    const [desk, man] = [dice.pick(desks), dice.roll(people)];
    await hearAll(desk);
    const direction = isInside(seen, man) ? 'exit' : 'entry';
    const { id } = await scan(desk, man, direction);
    const reason = { code: 'CHECKED_ON_PAGE' as const };
    const { seq, at } = await desk.value('record', { caseId: id, action: 'admit', reason });
    seen.push({ man, at: Date.parse(at), direction, isVoid: false });
    // One is taken back however few there are.
    if (dice.chance(0.15) || n === 0) {
      const others = desks.filter((one) => one !== desk);
      await hearAll(dice.pick(others));
      await desk.value('void', { seq, reason: 'taken twice', witness: { badge: 'S2', pin: '654321' } });
      const last = seen.at(-1);
      if (last) last.isVoid = true;
    }
    if (n === Math.floor(crossings / 2)) await desk.kill();
  }
  return { seen, ahead: Math.max(ahead, Date.now() - start) };
};

const publish = async ({ url, token }: CentreProcess): Promise<void> => {
  const headers = { authorization: `Bearer ${token}` };
  const body = 'id,names,birthDate,reason\nN-1,OBRAZTSOVA ANNA,1990-03-15,exercise\n';
  const answer = await fetch(`${url}/v1/admin/watchlist`, { method: 'POST', headers, body });
  must(answer.ok, `the list was not published: ${await answer.text()}`);
};

/** What is on the disk of all of them in the end: each entry at the centre once, the same figures, nothing left over. */
const judge = async (store: CentreStore, centre: CentreProcess, desks: readonly Neighbour[]): Promise<number> => {
  const records: CrossingRecord[] = [];
  const hashes = new Map<string, string[]>();
  for (const { folder, stationId } of desks) {
    const data = openData({ folder });
    records.push(...data.log.crossingsOf(wholeTime));
    hashes.set(
      stationId,
      data.log.entriesAfter(0, 100_000).map(({ hash }) => hash),
    );
    must((await data.log.verify()).ok, 'a chain is broken');
    data.close();
    const key = openVault({ folder: dataFolderPaths(folder).vault }).dataKey();
    const file = openNeighbourFile(dataFolderPaths(folder).neighbours, key);
    const left = file
      .prepare<[], number>('SELECT (SELECT count(*) FROM stay) + (SELECT count(*) FROM parcel)')
      .pluck()
      .get();
    file.close();
    must(left === 0, `${left} words or parcels of neighbours are left though the centre has them all`);
  }
  await checkTally(centre, post, tally(records, wholeTime, { zone: 'Asia/Aqtobe', posts: [post] }));
  await centre.stop();
  const held = await store.held(desks.map(({ stationId }) => stationId));
  for (const [stationId, own] of hashes) {
    const theirs = held.get(stationId);
    must(theirs?.size === own.length, `the centre holds ${theirs?.size} of the ${own.length} of ${stationId}`);
    must(
      own.every((hash, at) => theirs?.get(at + 1) === hash),
      `an entry of ${stationId} differs`,
    );
  }
  return [...hashes.values()].reduce((sum, own) => sum + own.length, 0);
};

const exchange = async (store: CentreStore, seed: number, size: Size): Promise<string> => {
  const dice = createDice(seed);
  let centre = await store.start();
  const desks: Neighbour[] = [];
  try {
    for (let n = 1; n <= size.desks; n += 1) {
      const lane = String(n);
      const desk = await startNeighbour(lane, post, centre.url);
      desks.push(desk);
      const supervisor = { badge: 'S2', name: 'Second Person', role: 'supervisor', active: true } as const;
      await desk.value('saveOfficer', { officer: supervisor, pin: '654321' });
      await desk.enrol(await centre.codeFor(post, lane));
    }
    for (const desk of desks) {
      await desk.meet(desks.filter((one) => one !== desk).map(({ address }) => address));
      await until('a desk did not come into step', async () => {
        await desk.value('syncNow', {});
        const states = await desk.value('pullFeeds', {});
        const { desks: known } = await desk.value('neighbours', {});
        return known === size.desks - 1 && states.every(({ whole }) => whole) && (await unsentAt(desk)) === 0;
      });
    }
    const { port } = new URL(centre.url);
    if (size.endsCentre) await centre.stop();
    for (const desk of desks) {
      desk.toCentre = () => 'lose-request';
      desk.toDesk = () => dice.pick(badLine);
      must((await desk.value('syncNow', {})).error !== undefined, 'the centre is away and nobody says so');
    }
    const { seen, ahead } = await away(desks, dice, size);
    for (const desk of desks) {
      await hearAll(desk);
      await checkCounts(desk, seen, size.people, Date.now() + ahead, 'without the centre');
    }

    // One desk has its line back. What the others wrote goes up sealed, and the centre's word comes back the same way.
    for (const desk of desks) await desk.clock(0);
    if (size.endsCentre) centre = await store.start(Number(port));
    const [first, ...others] = desks as [Neighbour, ...Neighbour[]];
    first.toCentre = () => 'none';
    await publish(centre);
    await until('entries of a desk without a line did not get through', async () => {
      await first.value('syncNow', {});
      await first.value('pullFeeds', {});
      for (const desk of desks) await desk.value('askNeighbours', {});
      return (await Promise.all(others.map(unsentAt))).every((unsent) => unsent === 0);
    });
    await until('the list of the centre did not get through', async () => {
      for (const desk of others) await desk.value('askNeighbours', {});
      const states = await Promise.all(others.map((desk) => desk.value('state', {})));
      return states.every(({ watchlist }) => watchlist.entries === 1);
    });
    for (const desk of others) must((await desk.value('syncNow', {})).error, 'a desk without a line says it has one');
    const brought = (await first.value('neighbours', {})).delivered;
    const heard = (await Promise.all(others.map((desk) => desk.value('neighbours', {})))).map(
      (one) => one.acknowledged,
    );
    must(
      heard.every((count) => count > 0),
      'a desk was acknowledged by nobody',
    );

    // Everybody has the line again.
    for (const desk of desks) desk.toCentre = desk.toDesk = () => 'none';
    await until('the queues did not empty, or words of neighbours stayed', async () => {
      for (const desk of desks) {
        await desk.value('syncNow', {});
        await desk.value('askNeighbours', {});
        await desk.value('pullFeeds', {});
      }
      const views = await Promise.all(desks.map((desk) => desk.value('neighbours', {})));
      const unsent = await Promise.all(desks.map(unsentAt));
      return unsent.every((count) => count === 0) && views.every(({ carried }) => carried === 0);
    });
    // The feed is made behind the intake, a second at a time.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    for (const desk of desks) await desk.value('pullFeeds', {});
    for (const desk of desks) {
      await desk.clock(ahead);
      await checkCounts(desk, seen, size.people, Date.now() + ahead, 'with the centre');
      await desk.clock(0);
    }
    for (const desk of desks) await desk.end();
    const entries = await judge(store, centre, desks);
    return `${seen.length} crossings of ${size.people} people at ${desks.length} desks in ${Math.round(ahead / day)} days, ${entries} entries once each, ${brought} brought by a neighbour`;
  } finally {
    for (const desk of desks) await desk.remove();
    await centre.stop();
  }
};

type Options = { readonly seed: number; readonly store?: CentreStore['name']; readonly size?: Size };

/** Desks of one post while the centre is away: one person at several of them is one stay, and every entry gets there once. */
export const T12 = ({
  seed,
  store,
  size = { people: 12, crossings: 60, desks: 3, endsCentre: true },
}: Options): Promise<FaultResult> =>
  onCentreStores('desks of one post without the centre', (one) => exchange(one, seed, size), store);
