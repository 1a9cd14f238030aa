import type { Circumstances } from '../../src/domain/crossing.ts';
import type { TestCentre } from '../central/centre-fixture.ts';
import { inventedPassport } from '../core/invented-passport.ts';
import { administrator, openDesk, type TestDesk } from '../core/open-desk.ts';
import { onStores } from './central-rig.ts';
import { startFaultyLine } from './faulty-line.ts';
import { must, type FaultTest } from './harness.ts';

type Held = { readonly desk: TestDesk; readonly post: string; isOffline: boolean };

/** Passports of one man: the same name and birth date under another number. */
const secondPassport = 3360;

const admit = async ({ desk }: Held, payload: string, direction: Circumstances['direction']): Promise<void> => {
  const circumstances: Circumstances = { direction, purpose: 'private', transport: 'car' };
  const { parked } = await desk.value('read', { scan: { source: 'wedge', payload }, circumstances });
  must(parked, 'the passport was not read');
  const reason = { code: 'CHECKED_ON_PAGE' as const };
  await desk.value('record', { caseId: parked?.id ?? '', action: 'admit', reason });
};

const open = async (centre: TestCentre, post: string, ends: (() => Promise<void>)[]): Promise<Held> => {
  const desk = openDesk();
  const held: Held = { desk, post, isOffline: false };
  const line = await startFaultyLine({ target: centre.url, next: () => (held.isOffline ? 'lose-request' : 'none') });
  ends.push(async () => {
    await desk.close();
    await line.stop();
  });
  await desk.value('setUp', { post, lane: '1', admin: administrator });
  await desk.value('connect', { url: line.url, code: await centre.codeFor({ post, lane: '1' }) });
  return held;
};

/** Everything up, then everything down. */
const exchange = async (centre: TestCentre, desks: readonly Held[]): Promise<void> => {
  for (const { desk } of desks) {
    for (let n = 0; n < 20 && (await desk.value('syncNow', {})).unsent > 0; n += 1);
    must((await desk.value('state', {})).sync.unsent === 0, 'a desk could not send');
  }
  await centre.feeder.catchUp();
  for (const { desk } of desks) await desk.value('pullFeeds', {});
};

const kindsAt = async ({ desk }: Held): Promise<string[]> =>
  (await desk.value('travelFindings', {})).map(({ kind }) => kind).toSorted();

const rowsOf = async (centre: TestCentre): Promise<number> => {
  const [row] = await centre.database.query('SELECT count(*) AS n FROM crossings WHERE NOT voided');
  return Number(row?.n);
};

/** One person at two desks offline: both crossings stay, and what cannot be is raised at the centre and at both desks. */
export const T12: FaultTest = ({ runs = 2, seed }) =>
  onStores('one person at two desks offline', { runs, seed }, async ({ centre, dice }) => {
    const ends: (() => Promise<void>)[] = [];
    try {
      const west = await open(centre, 'syrym', ends);
      const east = await open(centre, 'auyl', ends);
      const here = [west, east];
      const man = dice.roll(3000);
      for (const held of here) held.isOffline = true;
      await admit(west, inventedPassport(man), 'entry');
      await admit(east, inventedPassport(man), 'entry');
      const other = man + 1;
      await admit(west, inventedPassport(other), 'entry');
      await admit(east, inventedPassport(other + secondPassport), 'exit');
      for (const held of here) must((await kindsAt(held)).length === 0, 'a desk alone found what it cannot know');
      // One side known alone is no finding; it is raised when the second comes.
      west.isOffline = false;
      await exchange(centre, [west]);
      must((await kindsAt(west)).length === 0, 'one side alone was raised');
      east.isOffline = false;
      await exchange(centre, [east, west]);

      must((await rowsOf(centre)) === 4, 'a crossing was lost or merged');
      const { body } = await centre.ask('/v1/admin/findings');
      const { findings } = body as { findings: { kind: string; needed?: number; minutes: number }[] };
      const kinds = findings.map(({ kind }) => kind).toSorted();
      must(kinds.join() === 'impossible-travel,one-document-two-posts', `the centre found ${kinds.join()}`);
      must(
        findings.every(({ needed = 0, minutes }) => needed > minutes),
        'a finding does not say how long the way is',
      );
      for (const held of here) {
        must((await kindsAt(held)).join() === kinds.join(), `${held.post} shows ${(await kindsAt(held)).join()}`);
      }
      const named = await west.desk.value('travelFindings', {});
      must(
        named.every(({ person }) => person?.name.includes('OBRAZ')),
        'a desk does not know whom it recorded itself',
      );

      const id = named[0]?.id ?? '';
      await west.desk.value('disposeFinding', { id, what: 'recorded-wrongly', note: 'checked with the other post' });
      await exchange(centre, [west, east]);
      const seen = (await east.desk.value('travelFindings', {})).find((one) => one.id === id);
      must(seen?.disposition?.what === 'recorded-wrongly', 'what a supervisor said did not reach the other desk');
      must((await rowsOf(centre)) === 4, 'a disposition changed a crossing');
    } finally {
      for (const end of ends) await end();
    }
  });
