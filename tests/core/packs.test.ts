import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signPack } from '../../src/adapters/pack-signature.ts';
import type { Circumstances } from '../../src/domain/crossing.ts';
import type { PackFile } from '../../src/domain/rules/pack.ts';
import type { TestDesk } from './open-desk.ts';
import { administrator } from './open-desk.ts';
import { offered, openTwoAdministrators, second, trustKey } from './pack-desk.ts';
import { newer, newKey, ruleOf, shippedPack, stricter } from './written-packs.ts';

const circumstances: Circumstances = { direction: 'entry', purpose: 'private', transport: 'car' };
/** Nobody twice: whoever entered and enters again has a gap in the history. */
let people = 0;
const nextPerson = () => ({
  fields: {
    type: 'internal-passport',
    issuer: 'RUS',
    citizenship: 'RUS',
    number: `45 11 ${String(100_000 + (people += 1))}`,
    surname: `SPECIMEN${String.fromCodePoint(65 + (people % 26))}`,
    givenNames: 'PERSON',
    birthDate: '1990-03-15',
    sex: 'F',
    issueDate: '2011-07-20',
    issuingUnit: '770-056',
  },
  circumstances,
});

const key = newKey();
let desk: TestDesk;
beforeEach(async () => {
  desk = await openTwoAdministrators();
});
afterEach(() => desk.close());

const decided = async () => {
  const { parked } = await desk.value('enter', nextPerson());
  if (!parked?.decision) throw new Error('not decided');
  return { caseId: parked.id, ...parked.decision };
};
const trusted = () => trustKey(desk, signPack(stricter('2000.1.1'), key));
const proposed = async (hash: string, from?: string): Promise<string> => {
  const { proposals } = await desk.value('proposePack', { what: 'activate', hash, ...(from && { from }) });
  return proposals.at(-1)?.id ?? '';
};
const refusalOf = async (value: unknown) =>
  (await desk.value('offerPack', { text: JSON.stringify(value) })).refusal?.reason;

describe('a pack that is offered', () => {
  it('by a key nobody accepted is refused; two administrators accept the key, and it is looked at again', async () => {
    const signed = signPack(stricter(), key);
    expect(await refusalOf(signed)).toBe('untrusted-key');
    const asked = await desk.value('proposeKey', { publicKey: signed.publicKey });
    const id = asked.proposals[0]?.id ?? '';
    expect(await desk.call('confirmProposal', { id })).toMatchObject({ ok: false, fault: { code: 'same-officer' } });
    const view = await desk.value('confirmProposal', { id }, 'second');
    expect(view.packs[0]).toMatchObject({ standing: 'offered', source: 'file', by: 'A1', key: { trust: 'accepted' } });
    expect(view.proposals).toEqual([]);
    const trustedNow = view.keys.find(({ publicKey }) => publicKey === signed.publicKey);
    expect(trustedNow?.accepted).toMatchObject({ by: 'A1', confirmedBy: 'A2' });
    expect((await desk.value('state', {})).pack?.waiting).toBe(1);
  });

  it('with a limit or a date changed by hand fails its signature, whoever signed it', async () => {
    await trusted();
    const byHand = (edit: (pack: PackFile) => void) => {
      const signed = signPack(stricter(), key);
      const pack = structuredClone(signed.pack) as PackFile;
      edit(pack);
      return { ...signed, pack };
    };
    expect(await refusalOf(byHand((pack) => (ruleOf(pack, 'KZ.REGISTRATION.2026').from = '2026-08-01')))).toBe(
      'bad-signature',
    );
    expect(await refusalOf(byHand((pack) => (ruleOf(pack, 'KZ.REGISTRATION.2026').params['byDay'] = 40)))).toBe(
      'bad-signature',
    );
    const view = await desk.value('packs', {});
    expect(view.packs.filter(({ standing }) => standing === 'refused').map(({ refusal }) => refusal?.reason)).toContain(
      'bad-signature',
    );
  });

  it('is refused with the reason: of the past, of another state, with a hole, with an overlap, no pack at all', async () => {
    await trusted();
    const fin = { ...shippedPack(), id: 'fin', state: 'FIN', version: newer(3) };
    expect(await refusalOf(signPack(stricter('2020.1.1'), key))).toBe('older-than-current');
    expect(await refusalOf(signPack({ ...stricter(), version: shippedPack().version }, key))).toBe(
      'older-than-current',
    );
    expect(await refusalOf(signPack(fin, key))).toBe('another-state');
    expect(await refusalOf({ hello: 'pack' })).toBe('not-a-signed-pack');
    expect((await desk.value('offerPack', { text: 'no json' })).refusal?.reason).toBe('not-a-signed-pack');
    const withDates = (id: string, dates: { from?: string; to?: string }): unknown => {
      const pack = stricter();
      Object.assign(ruleOf(pack, id), dates);
      return signPack(pack, key);
    };
    const problemOf = async (value: unknown) => {
      const { refusal } = await desk.value('offerPack', { text: JSON.stringify(value) });
      return [refusal?.reason, ...new Set(refusal?.problems?.map(({ code }) => code))];
    };
    expect(await problemOf(withDates('KZ.STAY.EAEU.90_180', { from: '2023-03-01' }))).toEqual(['bad-contents', 'hole']);
    expect(await problemOf(withDates('KZ.STAY.EAEU.30_90', { to: '2023-03-01' }))).toEqual(['bad-contents', 'overlap']);
  });

  it('comes from an administrator, not from a supervisor', async () => {
    await desk.value('saveOfficer', {
      officer: { badge: 'S1', name: 'Super', role: 'supervisor', active: true },
      pin: '9999',
    });
    await desk.value('signIn', { badge: 'S1', pin: '9999' }, 'super');
    expect((await desk.value('packs', {}, 'super')).inForce.version).toBe(shippedPack().version);
    const answer = await desk.call('offerPack', { text: '{}' }, 'super');
    expect(answer).toMatchObject({ ok: false, fault: { code: 'not-allowed' } });
  });
});

describe('a pack that two administrators put into force', () => {
  it('changes the verdict from that moment and not before, also across a restart; old verdicts explain themselves', async () => {
    await trusted();
    const hash = await offered(desk, stricter(), key);
    const before = await decided();
    expect(before).toMatchObject({ stay: { limit: 90 }, pack: { version: shippedPack().version } });
    const { seq } = await desk.value('record', { caseId: before.caseId, action: 'admit' });

    const from = new Date(Date.now() + 3000).toISOString();
    const id = await proposed(hash, from);
    expect((await desk.value('packs', {})).planned).toEqual([]);
    const view = await desk.value('confirmProposal', { id }, 'second');
    expect(view.planned).toMatchObject([{ from, by: 'A1', confirmedBy: 'A2', act: 'activate', pack: { hash } }]);
    expect((await desk.value('state', {})).pack?.next).toEqual({ version: newer(1), from });
    expect(await decided()).toMatchObject({ advice: before.advice, stay: { limit: 90 } });

    const told = new Promise((resolve) => void desk.station.on('rules', resolve));
    const atTheTurn = await decided();
    await told;
    await wait(Math.max(0, Date.parse(from) - Date.now()));
    const late = await desk.call('record', { caseId: atTheTurn.caseId, action: 'admit' });
    expect(late).toMatchObject({ ok: false, fault: { code: 'rules-changed' } });

    const after = await decided();
    expect(after).toMatchObject({ advice: 'second-line', stay: { limit: 60 }, pack: { version: newer(1) } });
    expect(after.findings[0]).toMatchObject({ rule: 'KZ.DOC.RUS', params: { situation: 'too-young', minAge: 60 } });

    const [row] = await desk.value('recent', { limit: 1 });
    expect(row).toMatchObject({ seq, body: { pack: before.pack, advice: before.advice } });
    desk = await desk.reopen();
    const reopened = desk;
    await reopened.value('signIn', { badge: administrator.badge, pin: administrator.pin });
    const { inForce, past } = await reopened.value('packs', {});
    expect(inForce).toMatchObject({ hash, version: newer(1), since: { by: 'A1', confirmedBy: 'A2' } });
    expect(past[0]?.pack.hash).toBe(hash);
    expect(await reopened.value('verifyLog', {})).toMatchObject({ ok: true });
  });

  it('needs two: the same administrator is refused on either way, a supervisor is no second, a wrong PIN neither', async () => {
    await trusted();
    const id = await proposed(await offered(desk, stricter(), key));
    const fault = async (input: { id: string; witness?: { badge: string; pin: string } }) => {
      const answer = await desk.call('confirmProposal', input);
      return answer.ok ? 'done' : answer.fault.code;
    };
    const { badge, pin } = administrator;
    expect(await fault({ id })).toBe('same-officer');
    expect(await fault({ id, witness: { badge, pin } })).toBe('same-officer');
    expect(await fault({ id, witness: { badge: second.badge, pin: '000000' } })).toBe('bad-credentials');
    await desk.value('saveOfficer', {
      officer: { badge: 'S1', name: 'Super', role: 'supervisor', active: true },
      pin: '9999',
    });
    expect(await fault({ id, witness: { badge: 'S1', pin: '9999' } })).toBe('not-allowed');
    expect((await decided()).stay?.limit).toBe(90);
    expect(await fault({ id, witness: { badge: second.badge, pin: second.pin } })).toBe('done');
    expect((await decided()).stay?.limit).toBe(60);
    expect(await fault({ id, witness: { badge: second.badge, pin: second.pin } })).toBe('no-such-proposal');
  });

  it('is never put into force for the past', async () => {
    await trusted();
    const hash = await offered(desk, stricter(), key);
    const past = new Date(Date.now() - 1000).toISOString();
    const answer = await desk.call('proposePack', { what: 'activate', hash, from: past });
    expect(answer).toMatchObject({ ok: false, fault: { code: 'moment-passed' } });
    const id = await proposed(hash, new Date(Date.now() + 50).toISOString());
    await wait(60);
    const late = await desk.call('confirmProposal', { id }, 'second');
    expect(late).toMatchObject({ ok: false, fault: { code: 'moment-passed' } });
    expect((await desk.value('withdrawProposal', { id })).proposals).toEqual([]);
  });

  it('is rolled back by two, with a reason, to a pack that was in force before', async () => {
    await trusted();
    const { inForce } = await desk.value('packs', {});
    const hash = await offered(desk, stricter(), key);
    await desk.value('confirmProposal', { id: await proposed(hash) }, 'second');
    expect((await decided()).stay?.limit).toBe(60);
    const back = { what: 'roll-back' as const, hash: inForce.hash };
    expect(await desk.call('proposePack', back)).toMatchObject({ ok: false, fault: { code: 'reason-needed' } });
    expect(await desk.call('proposePack', { what: 'activate', hash: inForce.hash })).toMatchObject({ ok: false });
    const { proposals } = await desk.value('proposePack', { ...back, reason: 'The limit was printed wrong' }, 'second');
    const view = await desk.value('confirmProposal', { id: proposals[0]?.id ?? '' });
    expect(view.past[0]).toMatchObject({
      act: 'roll-back',
      by: 'A2',
      confirmedBy: 'A1',
      reason: 'The limit was printed wrong',
    });
    expect((await decided()).stay?.limit).toBe(90);
  });
});

describe('a dry run', () => {
  it('finds every verdict that would change, grouped, and changes nothing', async () => {
    await trusted();
    for (let i = 0; i < 3; i += 1) {
      const { caseId } = await decided();
      await desk.value('record', { caseId, action: 'admit' });
    }
    const hash = await offered(desk, stricter(), key);
    const seen: number[] = [];
    desk.station.on('dryRun', ({ weighed }) => void seen.push(weighed));
    const found = await desk.value('dryRunPack', { hash, days: 7 });
    expect(found).toMatchObject({ weighed: 3, erased: 0, changed: 3 });
    expect(found.groups).toMatchObject([
      { after: 'second-line', count: 3, gone: ['KZ.DOC.RUS ok'], added: ['KZ.DOC.RUS second-line'] },
    ]);
    expect(found.groups[0]?.examples[0]).toMatchObject({ citizenship: 'RUS', documentType: 'internal-passport' });
    const { inForce } = await desk.value('packs', {});
    expect(await desk.value('dryRunPack', { hash: inForce.hash, days: 7 })).toMatchObject({ weighed: 3, changed: 0 });
    expect((await decided()).stay?.limit).toBe(90);
  });
});
