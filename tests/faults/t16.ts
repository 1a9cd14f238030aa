import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificate } from '../central/certificate.ts';
import { enrolDesk, uplinkOf } from '../central/centre-fixture.ts';
import { createTestDesk } from '../central/desk.ts';
import { checkInvariants, healed, onStores } from './central-rig.ts';
import { must, type FaultTest } from './harness.ts';

const day = 86_400_000;

/** Bytes that a TLS server was sent inside TLS: none, where its certificate is not good. */
const serveTls = async (notBefore: number, notAfter: number) => {
  let asked = 0;
  const server: Server = createServer(makeCertificate({ notBefore, notAfter }), (_request, response) => {
    asked += 1;
    response.end('{"beket":"centre","acknowledged":1000000,"at":"","rejected":[]}');
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked: () => asked, stop: () => new Promise<void>((resolve) => server.close(() => resolve())) };
};

/** Certificate expired, authority unknown, clock wrong: the line stops closed, the desk goes on, and comes back by itself. */
export const T16: FaultTest = ({ runs = 1, seed }) =>
  onStores('TLS expired or of a wrong authority, clock skewed', { runs, seed }, async ({ centre, desk: open }) => {
    const held = await open(healed);
    await held.connect();
    held.desk.cross(10);
    await held.desk.sync.syncNow();
    const config = held.desk.data.store.config();
    if (!config?.centre) throw new Error('not connected');
    const now = Date.now();
    for (const [from, to] of [
      [now - day, now + day],
      [now - 9 * day, now - day],
      [now + day, now + 9 * day],
    ] as const) {
      const impostor = await serveTls(from, to);
      held.desk.data.store.saveConfig({ ...config, centre: { ...config.centre, url: impostor.url } });
      held.desk.cross(5);
      const before = held.desk.data.store.acknowledged();
      const state = await held.desk.sync.syncNow();
      must(state.error?.code === 'tls', `${state.error?.code ?? 'no fault'} instead of tls`);
      must(state.unsent > 0 && held.desk.data.store.acknowledged() === before, 'an impostor was believed');
      must(impostor.asked() === 0, 'an impostor was sent something');
      await impostor.stop();
    }
    held.desk.data.store.saveConfig(config);
    centre.clock.offset = day;
    const skewed = await held.desk.sync.syncNow();
    must(
      skewed.error?.code === 'clock-skew' && skewed.unsent > 0,
      `${skewed.error?.code ?? 'no fault'} instead of clock-skew`,
    );
    const seen = await centre.ask('/v1/admin/stations');
    must(/"skewMs":-86[34]\d{5}/.test(seen.text), 'no administrator sees how far the clock is off');
    centre.clock.offset = 0;
    await held.desk.sync.syncNow();
    await checkInvariants(centre, held.desk);

    const stranger = createTestDesk();
    await enrolDesk(centre, stranger);
    stranger.log.cross();
    const forged = uplinkOf({ sign: createTestDesk().sign });
    const answer = await forged.push(centre.url, stranger.stationId, stranger.log.entries);
    must(!answer.ok && answer.fault.code === 'bad-signature', 'a forged signature was taken');
  });
