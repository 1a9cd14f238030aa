import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, type Transport } from '../../src/contract/client.ts';
import type { Answer, StationClient } from '../../src/contract/station.ts';
import { internalPassport, specimen } from '../e2e/people.ts';

/** A door into an empty station: two pages before it, each with a session of its own where the door knows more than one. */
export type Door = { readonly page: Transport; readonly otherPage?: Transport; close(): Promise<void> };

const admin = { badge: 'KZ-01', name: 'Айгүл Сынақова', pin: '246810' };
const circumstances = { direction: 'entry', purpose: 'private', transport: 'car' } as const;

const value = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(JSON.stringify(answer.fault));
  return answer.value;
};

/** What every door must do alike, in the order of a first day. */
export const stationSuite = (name: string, pages: 1 | 2, open: () => Promise<Door>): unknown =>
  describe(`the station through ${name}`, () => {
    let door: Door;
    let page: StationClient;
    const heard: number[] = [];
    beforeAll(async () => {
      door = await open();
      page = createClient(door.page);
      page.on('log', ({ seq }) => heard.push(seq));
    });
    afterAll(() => door.close());

    it('begins with its setting up', async () => {
      expect(value(await page.call('state', {}))).toMatchObject({ phase: 'set-up', demo: false });
      expect(value(await page.call('posts', {})).length).toBeGreaterThan(5);
    });

    it('refuses what nobody signed in may do', async () => {
      for (const call of ['secondLine', 'officers', 'verifyLog'] as const) {
        expect(await page.call(call, {})).toEqual({ ok: false, fault: { code: 'not-signed-in' } });
      }
    });

    it('refuses calls it does not know and inputs that do not fit', async () => {
      expect(await door.page.call('__proto__', {})).toEqual({ ok: false, fault: { code: 'unknown-call' } });
      const answer = await page.call('setUp', { post: 'syrym', lane: '1', admin: { ...admin, pin: 'short' } });
      expect(answer).toEqual({ ok: false, fault: { code: 'bad-input', field: 'admin.pin' } });
    });

    it('is set up, and its first administrator is signed in', async () => {
      const [post] = value(await page.call('posts', {}));
      const state = value(await page.call('setUp', { post: post?.id ?? '', lane: '2', admin }));
      expect(state).toMatchObject({ phase: 'ready', station: { lane: '2' }, officer: { role: 'administrator' } });
    });

    it('parks what was read and records it by its id alone', async () => {
      const scan = { source: 'wedge', payload: specimen } as const;
      const { parked } = value(await page.call('read', { scan, circumstances }));
      expect(parked?.document).toMatchObject({ number: '4511 123456', surname: 'WERBAKOVA' });
      const row = value(await page.call('record', { caseId: parked?.id ?? '', action: 'admit' }));
      expect(row.body).toMatchObject({ action: 'admit', officer: 'KZ-01', documentFormat: 'PNRUS' });
      expect(value(await page.call('recent', { limit: 5 })).map(({ seq }) => seq)).toEqual([row.seq]);
      await expect.poll(() => heard).toContain(row.seq);
      expect(await page.call('record', { caseId: parked?.id ?? '', action: 'admit' })).toEqual({
        ok: false,
        fault: { code: 'no-such-case' },
      });
    });

    it('records a bus in one piece, ties a minor, and hands its referral over', async () => {
      const at = { ...circumstances, transport: 'bus' } as const;
      const park = async (number: string, birth: string, issued: string): Promise<string> => {
        const person = { surname: 'SUITOV', given: 'OLEG<PETROVI3', number, birth, sex: 'M', issued } as const;
        const scan = { source: 'wedge', payload: internalPassport(person) } as const;
        return value(await page.call('read', { scan, circumstances: at })).parked?.id ?? '';
      };
      const adult = await park('4513900001', '870102', '150610');
      const minor = await park('4524900002', '100203', '240401');
      const other = await park('4513900003', '870304', '150610');
      const reason = { code: 'FALSE_INFO' } as const;
      const tied = { caseId: minor, action: 'admit', companion: adult, consent: 'seen' } as const;
      const refused = await page.call('recordGroup', { kind: 'bus', members: [{ ...tied, companion: other }] });
      expect(refused).toMatchObject({ ok: false, fault: { code: 'not-an-adult', detail: minor } });
      const members = [tied, { caseId: adult, action: 'admit' }, { caseId: other, action: 'refer', reason }] as const;
      const { rows } = value(await page.call('recordGroup', { kind: 'bus', members: [...members] }));
      expect(rows.map(({ body }) => body.action)).toEqual(['admit', 'refer', 'admit']);
      expect(rows[2]?.body).toMatchObject({ accompaniedBy: rows[0]?.seq, consent: 'seen', group: { kind: 'bus' } });
      const handed = value(await page.call('handOver', { seq: rows[1]?.seq ?? 0 }));
      expect(handed.findings.length).toBe(handed.row.body.findings.length);
      const seq = rows[1]?.seq ?? 0;
      expect(await page.call('refusalForm', { seq, language: 'en' })).toMatchObject({
        fault: { code: 'not-a-refusal' },
      });
      value(await page.call('resolve', { seq, action: 'refuse', reason }));
      const file = value(await page.call('refusalForm', { seq, language: 'en' }));
      expect(Buffer.from(file.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
      const served = value(await page.call('serveRefusal', { seq, language: 'en', signature: 'refused-to-sign' }));
      expect(served.served).toMatchObject({ signature: 'refused-to-sign', officer: 'KZ-01' });
    });

    it('answers what cannot be read with problems, not with a fault', async () => {
      for (const payload of ['4607022500110', '', 'PNRUS<torn']) {
        const answer = await page.call('read', { scan: { source: 'wedge', payload }, circumstances });
        expect(answer, payload).toMatchObject({ ok: true });
      }
    });

    it('counts and vouches for its log', async () => {
      expect(value(await page.call('verifyLog', {}))).toMatchObject({ ok: true });
      const { day } = value(await page.call('recent', { limit: 1 }))[0] ?? { day: '' };
      const period = { kind: 'days', from: day, to: day } as const;
      const file = value(await page.call('exportTally', { period, format: 'csv', language: 'en' }));
      expect(Buffer.from(file.base64, 'base64').toString()).toContain('RUS');
    });

    if (pages === 2)
      it('knows who is signed in on which page', async () => {
        const other = createClient(door.otherPage ?? door.page);
        expect(value(await other.call('state', {})).phase).toBe('signed-out');
        expect(await other.call('recent', { limit: 1 })).toEqual({ ok: false, fault: { code: 'not-signed-in' } });
        expect(await other.call('signIn', { badge: admin.badge, pin: '000000' })).toEqual({
          ok: false,
          fault: { code: 'bad-credentials' },
        });
      });

    it('lets the officer go', async () => {
      expect(value(await page.call('signOut', {})).phase).toBe('signed-out');
      expect(await page.call('recent', { limit: 1 })).toEqual({ ok: false, fault: { code: 'not-signed-in' } });
      expect(value(await page.call('signIn', { badge: 'kz-01', pin: admin.pin })).phase).toBe('ready');
    });
  });
