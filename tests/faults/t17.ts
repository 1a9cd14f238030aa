import { isDeepStrictEqual } from 'node:util';
import { enrolDesk, uplinkOf } from '../central/centre-fixture.ts';
import { createTestDesk, type TestDesk } from '../central/desk.ts';
import { pushLines } from '../central/raw-push.ts';
import { checkInvariants, healed, onStores } from './central-rig.ts';
import { must, type FaultTest } from './harness.ts';

/** A newer desk and an older centre, and the reverse: what one does not know is kept as it came. */
export const T17: FaultTest = ({ runs = 1, seed }) =>
  onStores('old desk and new centre, and the reverse', { runs, seed }, async ({ centre, desk: open }) => {
    const held = await open(healed);
    await held.connect();
    const { log } = held.desk;
    log.append({ kind: 'looked-up', body: { by: 'A1', future: { depth: [1, 2, { x: null }] }, text: 'Ё \u0000 😀' } });
    held.desk.cross(3);
    await held.desk.sync.syncNow();
    await checkInvariants(centre, held.desk);

    const newer = createTestDesk();
    await enrolDesk(centre, newer);
    newer.log.append({ kind: 'drone-seen' as never, body: { height: 120.5, tags: ['a', 'b'] } });
    newer.log.cross({ ['eyeColour' as never]: 'green' as never });
    const lines = newer.log.entries.map((entry) => JSON.stringify({ ...entry, traceId: 'kept', weight: 1e21 }));
    const { status, body } = await pushLines(centre.url, newer, 0, lines);
    must(status === 200 && body.rejected?.length === 0, `a newer desk was refused: ${JSON.stringify(body)}`);
    const rows = await centre.database.query('SELECT line, personal FROM entries WHERE station_id = $1 ORDER BY seq', [
      newer.stationId,
    ]);
    const back = rows.map(({ line, personal }) => ({
      ...(JSON.parse(String(line)) as object),
      ...(typeof personal === 'string' && { personal: JSON.parse(personal) as object }),
    }));
    must(
      isDeepStrictEqual(
        back,
        lines.map((line) => JSON.parse(line) as object),
      ),
      'a member was lost',
    );

    const answering: typeof fetch = async (...call) => {
      const answer = await fetch(...call);
      const value = (await answer.json()) as object;
      return Response.json({ ...value, newMember: { a: 1 } }, { status: answer.status });
    };
    const older = createTestDesk();
    await enrolDesk(centre, older);
    older.log.cross();
    const pushed = await uplinkOf(older, { fetch: answering }).push(centre.url, older.stationId, older.log.entries);
    must(pushed.ok && pushed.value.acknowledged === 1, 'an older desk does not understand a newer centre');

    await speaksBothVersions(centre.url, older, pushed.ok);
  });

/** A desk asks for the second version only where it was offered, and goes back to the first where it is gone. */
const speaksBothVersions = async (url: string, desk: TestDesk, isThere: boolean): Promise<void> => {
  const asked: string[] = [];
  let isOld = false;
  const spying: typeof fetch = async (address, init) => {
    const { pathname } = new URL(String(address));
    asked.push(pathname.slice(1, 3));
    if (!isOld) return fetch(address, init);
    if (pathname.startsWith('/v2')) return Response.json({ beket: 'centre', failed: true }, { status: 404 });
    const answer = await fetch(address, init);
    const value = (await answer.json()) as object;
    return Response.json({ ...value, protocols: undefined }, { status: answer.status });
  };
  const line = uplinkOf(desk, { fetch: spying });
  const send = async (count: number): Promise<void> => {
    desk.log.cross();
    const answer = await line.push(url, desk.stationId, desk.log.entriesAfter(desk.log.entries.length - 1, 1));
    must(isThere && answer.ok && answer.value.acknowledged === count, 'not taken in either version');
  };
  await send(2);
  await line.head(url, desk.stationId);
  await send(3);
  isOld = true;
  await send(4);
  await line.head(url, desk.stationId);
  await send(5);
  must(asked.join() === 'v1,v1,v2,v2,v1,v1,v1', `versions were asked for as ${asked.join()}`);
};
