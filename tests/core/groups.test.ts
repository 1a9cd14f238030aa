import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Circumstances } from '../../src/domain/crossing.ts';
import { inventedPassport } from './invented-passport.ts';
import { administrator, openSetUpDesk, type TestDesk } from './open-desk.ts';

const circumstances: Circumstances = { direction: 'entry', purpose: 'private', transport: 'bus', plate: '777AAA02' };

let desk: TestDesk;
beforeAll(async () => {
  desk = await openSetUpDesk();
});
afterAll(() => desk.close());

beforeEach(() => void (people += 60));
/** One desk for all: each test has invented people of its own. */
let people = 0;
/** Parks an invented passport and answers its case. */
const parked = async (index: number, age: 'adult' | 'minor' = 'adult', session = 'page'): Promise<string> => {
  const scan = { source: 'wedge' as const, payload: inventedPassport(people + index, age) };
  const outcome = await desk.value('read', { scan, circumstances }, session);
  return outcome.parked?.id ?? '';
};
const admit = (caseId: string) => ({ caseId, action: 'admit' as const });
const recorded = async (): Promise<number> => (await desk.value('recent', { limit: 200 })).length;

describe('a vehicle on the lane', () => {
  it('holds whoever is recorded until it is closed', async () => {
    const { id } = await desk.value('openGroup', { kind: 'vehicle' });
    const driver = await desk.value('record', admit(await parked(1)));
    const passenger = await desk.value('record', admit(await parked(2)));
    expect([driver.body.group, passenger.body.group]).toEqual([
      { id, kind: 'vehicle' },
      { id, kind: 'vehicle' },
    ]);
    expect((await desk.value('group', {})).open?.members.map(({ seq }) => seq)).toEqual([driver.seq, passenger.seq]);
    await desk.value('closeGroup', {});
    expect(await desk.value('group', {})).toEqual({});
    expect((await desk.value('record', admit(await parked(3)))).body.group).toBeUndefined();
    expect(await desk.value('verifyLog', {})).toMatchObject({ ok: true });
  });

  it('ties a minor to an adult of the same group, and to nobody else', async () => {
    const stranger = await desk.value('record', admit(await parked(1)));
    await desk.value('openGroup', { kind: 'family' });
    const parent = await desk.value('record', admit(await parked(2)));
    const sibling = await desk.value('record', admit(await parked(3, 'minor')));
    const caseId = await parked(4, 'minor');
    for (const accompaniedBy of [stranger.seq, sibling.seq, 9999]) {
      const answer = await desk.call('record', { ...admit(caseId), accompaniedBy, consent: 'seen' });
      expect(answer).toMatchObject({ fault: { code: 'not-an-adult' } });
    }
    const row = await desk.value('record', { ...admit(caseId), accompaniedBy: parent.seq, consent: 'seen' });
    expect(row.body).toMatchObject({ accompaniedBy: parent.seq, consent: 'seen', group: { kind: 'family' } });
  });
});

describe('a bus', () => {
  it('of fifty is recorded by one call, in one piece, with each decision made by the station', async () => {
    const cases: string[] = [];
    for (let index = 0; index < 50; index += 1) cases.push(await parked(index));
    const { rows } = await desk.value('recordGroup', { kind: 'bus', members: cases.map(admit) });
    expect(rows).toHaveLength(50);
    const [first] = rows;
    expect(new Set(rows.map(({ body }) => body.group?.id)).size).toBe(1);
    expect(first?.body.group?.kind).toBe('bus');
    expect(rows.every(({ body }) => body.findings.length > 0 && body.pack.hash !== '')).toBe(true);
    expect(rows.map(({ seq }) => seq - (first?.seq ?? 0))).toEqual(rows.map((_, at) => at));
    expect(await desk.value('verifyLog', {})).toMatchObject({ ok: true });
    expect(await desk.call('record', admit(cases[0] ?? ''))).toMatchObject({ fault: { code: 'no-such-case' } });
  });

  it('shares the officer’s time out among all', async () => {
    const { rows } = await desk.value('recordGroup', {
      kind: 'bus',
      members: [admit(await parked(1)), admit(await parked(2))],
    });
    expect(rows[0]?.body.seconds).toBe(rows[1]?.body.seconds);
  });

  it('writes minors after the adults they are tied to', async () => {
    const minor = await parked(1, 'minor');
    const adult = await parked(2);
    const { rows } = await desk.value('recordGroup', {
      kind: 'bus',
      members: [{ ...admit(minor), companion: adult, consent: 'not-needed' }, admit(adult)],
    });
    expect(rows.map(({ body }) => body.age < 18)).toEqual([false, true]);
    expect(rows[1]?.body).toMatchObject({ accompaniedBy: rows[0]?.seq, consent: 'not-needed' });
  });

  it.each([
    [
      'a companion who is no adult',
      'not-an-adult',
      async () => {
        const [one, two] = [await parked(1, 'minor'), await parked(2, 'minor')];
        return [{ ...admit(one), companion: two }, admit(two)];
      },
    ],
    [
      'a companion who is not among them',
      'not-an-adult',
      async () => [{ ...admit(await parked(1, 'minor')), companion: 'x' }],
    ],
    ['one document twice', 'document-twice', async () => [admit(await parked(1)), admit(await parked(1))]],
    [
      'a referral without its reason',
      'reason-needed',
      async () => [admit(await parked(1)), { caseId: await parked(2), action: 'refer' as const }],
    ],
    [
      'a case of another page',
      'no-such-case',
      async () => {
        await desk.value('signIn', { badge: administrator.badge, pin: administrator.pin }, 'other');
        return [admit(await parked(1)), admit(await parked(2, 'adult', 'other'))];
      },
    ],
  ] as const)('with %s records nobody at all', async (_, code, members) => {
    const given = [...(await members())];
    const before = await recorded();
    expect(await desk.call('recordGroup', { kind: 'bus', members: given })).toMatchObject({ fault: { code } });
    expect(await recorded()).toBe(before);
  });

  it('sends those who were referred to the second line, and the rest on their way', async () => {
    const referred = { caseId: await parked(1), action: 'refer' as const, reason: { code: 'FALSE_INFO' as const } };
    await desk.value('recordGroup', { kind: 'bus', members: [referred, admit(await parked(2))] });
    expect((await desk.value('secondLine', {})).map(({ body }) => body.reason?.code)).toEqual(['FALSE_INFO']);
  });
});

describe('an open vehicle', () => {
  it('is not taken over by the next officer on the page', async () => {
    await desk.value('openGroup', { kind: 'vehicle' });
    const officer = { badge: 'O2', name: 'Second Officer', role: 'officer' as const, active: true };
    await desk.value('saveOfficer', { officer, pin: '4711' });
    await desk.value('signIn', { badge: 'O2', pin: '4711' });
    expect(await desk.value('group', {})).toEqual({});
  });
});
