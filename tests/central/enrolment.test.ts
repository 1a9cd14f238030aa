import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { enrolDesk, uplinkOf } from './centre-fixture.ts';
import { onEachStore } from './on-each-store.ts';
import { createTestDesk, type TestDesk } from './desk.ts';
import { pushLines } from './raw-push.ts';

onEachStore('who may speak to the centre', (centre) => {
  const enrolled = async (): Promise<TestDesk> => {
    const desk = createTestDesk();
    await enrolDesk(centre(), desk);
    return desk;
  };
  const push = (desk: TestDesk, entries = desk.log.entries) =>
    uplinkOf(desk).push(centre().url, desk.stationId, entries);

  describe('enrolment', () => {
    it('takes a code once, and the same desk again whose answer was lost', async () => {
      const desk = createTestDesk();
      const code = await centre().codeFor(desk);
      const request = { code, stationId: desk.stationId, post: desk.post, lane: desk.lane, publicKey: desk.publicKey };
      const first = await uplinkOf(desk).enrol(centre().url, request);
      const second = await uplinkOf(desk).enrol(centre().url, {
        ...request,
        code: code.toLowerCase().replaceAll('-', '').replaceAll('0', 'o').replaceAll('1', 'l'),
      });
      expect(first.ok && second.ok && first.value.centreId === second.value.centreId).toBe(true);
      const other = createTestDesk();
      const stolen = await uplinkOf(other).enrol(centre().url, {
        ...request,
        stationId: other.stationId,
        publicKey: other.publicKey,
      });
      expect(stolen).toMatchObject({ ok: false, fault: { code: 'bad-code' } });
    });

    it('refuses a code of another lane, an old code, and a key that did not sign', async () => {
      const desk = createTestDesk();
      const { stationId, post, publicKey } = desk;
      const code = await centre().codeFor(desk);
      const wrongLane = await uplinkOf(desk).enrol(centre().url, { code, stationId, post, lane: '2', publicKey });
      expect(wrongLane).toMatchObject({ fault: { code: 'bad-code' } });
      const notSigned = await uplinkOf(createTestDesk()).enrol(centre().url, {
        code,
        stationId,
        post,
        lane: '1',
        publicKey,
      });
      expect(notSigned).toMatchObject({ fault: { code: 'bad-signature' } });
      const short = await centre().codeFor(desk, { hours: 0.01 });
      centre().clock.offset = 60_000;
      const late = await uplinkOf(desk).enrol(centre().url, { code: short, stationId, post, lane: '1', publicKey });
      centre().clock.offset = 0;
      expect(late).toMatchObject({ fault: { code: 'bad-code' } });
    });

    it('lets a known desk bring a new key only with a code that names it', async () => {
      const desk = await enrolled();
      const rekeyed = { ...createTestDesk(), stationId: desk.stationId };
      const request = { stationId: desk.stationId, post: desk.post, lane: desk.lane, publicKey: rekeyed.publicKey };
      const taken = await uplinkOf(rekeyed).enrol(centre().url, { ...request, code: await centre().codeFor(desk) });
      expect(taken).toMatchObject({ fault: { code: 'bad-code' } });
      const code = await centre().codeFor(desk, { replaces: desk.stationId });
      expect(await uplinkOf(rekeyed).enrol(centre().url, { ...request, code })).toMatchObject({ ok: true });
    });

    it('keeps no code in the clear', async () => {
      const code = await centre().codeFor(createTestDesk());
      const rows = await centre().database.query('SELECT * FROM enrolment_codes');
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toContain(code);
    });
  });

  describe('signatures', () => {
    it('refuses strangers, another key, a revoked desk, an old request and a replayed one', async () => {
      const desk = await enrolled();
      desk.log.cross();
      expect(await push(createTestDesk())).toMatchObject({ fault: { code: 'unknown-station' } });
      const forger = { ...desk, sign: createTestDesk().sign };
      expect(await push(forger)).toMatchObject({ fault: { code: 'bad-signature' } });
      const lines = desk.log.entries.map((entry) => JSON.stringify(entry));
      const old = await pushLines(centre().url, desk, 0, lines, { time: new Date(Date.now() - 400_000).toISOString() });
      expect(old.body.error?.code).toBe('clock-skew');
      const nonce = randomBytes(8).toString('hex');
      expect((await pushLines(centre().url, desk, 0, lines, { nonce })).status).toBe(200);
      expect((await pushLines(centre().url, desk, 0, lines, { nonce })).body.error?.code).toBe('replayed');
      await centre().post(`/v1/admin/stations/${desk.stationId}/revoke`);
      expect(await push(desk)).toMatchObject({ fault: { code: 'revoked' } });
      await centre().post(`/v1/admin/stations/${desk.stationId}/restore`);
      expect(await push(desk)).toMatchObject({ ok: true });
    });

    it('lets nobody without the token be an administrator', async () => {
      const headers = { authorization: 'Bearer guess' };
      for (const path of ['/v1/admin/stations', '/v1/admin/quarantine', '/v1/tally?from=2026-11-01&to=2026-11-02']) {
        expect((await centre().ask(path, { headers })).status).toBe(401);
      }
    });
  });
});
