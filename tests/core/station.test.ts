import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Circumstances } from '../../src/domain/crossing.ts';
import { administrator, openDesk, openSetUpDesk, type TestDesk } from './open-desk.ts';

const internalPassport = 'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<\n4511234569RUS9003152F<<<<<<<1110720770056<98';
const circumstances: Circumstances = { direction: 'entry', purpose: 'private', transport: 'car', plate: '123abc02' };
const wedge = (payload: string) => ({ scan: { source: 'wedge' as const, payload }, circumstances });

let desk: TestDesk;
afterEach(() => desk.close());

describe('before set-up', () => {
  beforeEach(() => {
    desk = openDesk();
  });

  it('lets nobody read, and says that nobody is signed in', async () => {
    expect((await desk.value('state', {})).phase).toBe('set-up');
    expect(await desk.call('read', wedge(internalPassport))).toEqual({ ok: false, fault: { code: 'not-signed-in' } });
  });

  it('refuses a post that is not on the list', async () => {
    const answer = await desk.call('setUp', { post: 'atlantis', lane: '1', admin: administrator });
    expect(answer).toMatchObject({ ok: false, fault: { code: 'bad-input', field: 'post' } });
    expect((await desk.value('state', {})).phase).toBe('set-up');
  });

  it('is set up once', async () => {
    const state = await desk.value('setUp', { post: 'zhaisan', lane: '1', admin: administrator });
    expect(state).toMatchObject({ phase: 'ready', officer: { badge: 'A1', role: 'administrator' } });
    const again = await desk.call('setUp', { post: 'zhaisan', lane: '2', admin: administrator });
    expect(again).toMatchObject({ ok: false, fault: { code: 'already-set-up' } });
  });
});

describe('at the desk', () => {
  beforeEach(async () => {
    desk = await openSetUpDesk();
  });

  it('reads, decides and records one traveller', async () => {
    const { parked } = await desk.value('read', wedge(internalPassport));
    expect(parked?.document.nativeName).toEqual({ surname: 'ЩЕРБАКОВА', givenNames: 'ЮЛИЯ', patronymic: 'ЮРЬЕВНА' });
    expect(parked?.missing).toEqual([]);
    expect(parked?.decision?.advice).not.toBe('second-line');
    const row = await desk.value('record', { caseId: parked?.id ?? '', action: 'admit', remarks: 'two bags' });
    expect(row.body).toMatchObject({
      action: 'admit',
      officer: 'A1',
      citizenship: 'RUS',
      post: 'zhaisan',
      capture: 'mrz',
    });
    expect(row.personal).toMatchObject({ plate: '123ABC02', remarks: 'two bags', document: { number: '4511 123456' } });
    expect(JSON.stringify(row.body)).not.toContain('WERBAKOVA');
    const rows = await desk.value('recent', { limit: 5 });
    expect(rows.map(({ seq }) => seq)).toEqual([row.seq]);
  });

  it('records a case once, however often the key is pressed', async () => {
    const { parked } = await desk.value('read', wedge(internalPassport));
    const input = { caseId: parked?.id ?? '', action: 'admit' as const };
    const answers = await Promise.all([desk.call('record', input), desk.call('record', input)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await desk.value('recent', { limit: 5 })).toHaveLength(1);
  });

  it('keeps a case from every session but its own', async () => {
    await desk.value('signIn', { badge: administrator.badge, pin: administrator.pin }, 'other');
    const { parked } = await desk.value('read', wedge(internalPassport));
    const answer = await desk.call('record', { caseId: parked?.id ?? '', action: 'admit' }, 'other');
    expect(answer).toMatchObject({ ok: false, fault: { code: 'no-such-case' } });
  });

  it('notices the same traveller scanned again', async () => {
    const first = await desk.value('read', wedge(internalPassport));
    const { seq } = await desk.value('record', { caseId: first.parked?.id ?? '', action: 'admit' });
    const second = await desk.value('read', wedge(internalPassport));
    expect(second.parked?.repeatOf?.seq).toBe(seq);
  });

  it('asks for a reason before it refuses, and for one of the right list', async () => {
    const { parked } = await desk.value('read', wedge(internalPassport));
    const caseId = parked?.id ?? '';
    expect(await desk.call('record', { caseId, action: 'refuse' })).toMatchObject({ fault: { code: 'reason-needed' } });
    const wrong = await desk.call('record', { caseId, action: 'refuse', reason: { code: 'CHECKED_ON_PAGE' } });
    expect(wrong).toMatchObject({ fault: { code: 'reason-needed', field: 'reason' } });
    const row = await desk.value('record', {
      caseId,
      action: 'refuse',
      reason: { code: 'DOC_FORGED', note: 'page 5' },
    });
    expect(row.body.reason).toEqual({ code: 'DOC_FORGED' });
    expect(row.personal?.note).toBe('page 5');
  });

  it('takes a passport without a machine-readable zone by hand, field by field', async () => {
    const fields = {
      number: '4508 123456',
      surname: 'Ёлкина',
      givenNames: 'Юлия',
      birthDate: '15.03.1985',
      sex: 'F',
      citizenship: 'RU',
      issuer: 'RU',
      issueDate: '20.04.2008',
      type: 'internal-passport',
    };
    const bad = await desk.value('enter', { fields: { ...fields, birthDate: '31.02.1985' }, circumstances });
    expect(bad.problems.map(({ field }) => field)).toEqual(['birthDate']);
    expect(bad.parked).toBeUndefined();
    const { parked, problems } = await desk.value('enter', { fields, circumstances });
    expect(problems).toEqual([]);
    expect(parked).toMatchObject({
      missing: [],
      document: { number: '4508 123456', birthDate: '1985-03-15', citizenship: 'RUS' },
    });
    const row = await desk.value('record', { caseId: parked?.id ?? '', action: 'admit' });
    expect(row.body.capture).toBe('manual');
  });

  it('corrects and voids by later entries, each with its reason', async () => {
    const { parked } = await desk.value('read', wedge(internalPassport));
    const { seq } = await desk.value('record', { caseId: parked?.id ?? '', action: 'admit' });
    const changes = { document: { birthDate: '2012-03-15' }, circumstances: { transport: 'bus' as const } };
    const officer = { badge: 'S2', name: 'Second', role: 'supervisor', active: true } as const;
    await desk.value('saveOfficer', { officer, pin: '2222' });
    const witness = { badge: 'S2', pin: '2222' };
    const corrected = await desk.value('correct', { seq, changes, reason: 'typed wrong', witness });
    expect(corrected).toMatchObject({ corrections: 1, body: { transport: 'bus', birthYear: 2012 } });
    expect(corrected.body.age).toBeLessThan(16);
    expect((await desk.value('void', { seq, reason: 'wrong person', witness })).voided).toBe(true);
    expect(await desk.call('void', { seq, reason: 'once more' })).toMatchObject({ fault: { code: 'already-voided' } });
    expect(await desk.value('verifyLog', {})).toMatchObject({ ok: true });
  });

  it('sends a referral to the second line and records its result', async () => {
    const { parked } = await desk.value('read', wedge(internalPassport));
    const { seq } = await desk.value('record', {
      caseId: parked?.id ?? '',
      action: 'refer',
      reason: { code: 'FALSE_INFO' },
    });
    expect((await desk.value('secondLine', {})).map((row) => row.seq)).toEqual([seq]);
    const row = await desk.value('resolve', { seq, action: 'refuse', reason: { code: 'FALSE_INFO' } });
    expect(row.resolution).toMatchObject({ action: 'refuse', officer: 'A1' });
    expect(await desk.value('secondLine', {})).toEqual([]);
    const again = await desk.call('resolve', { seq, action: 'refuse', reason: { code: 'FALSE_INFO' } });
    expect(again).toMatchObject({ fault: { code: 'not-a-referral' } });
  });

  it('counts the day as the log has it', async () => {
    const { parked } = await desk.value('read', wedge(internalPassport));
    const { day } = await desk.value('record', { caseId: parked?.id ?? '', action: 'admit' });
    const tally = await desk.value('tally', { period: { kind: 'days', from: day, to: day } });
    expect(tally.persons).toEqual({ entry: 1, exit: 0, total: 1 });
    expect(tally.byCitizenship).toEqual([{ citizenship: 'RUS', entry: 1, exit: 0 }]);
  });
});

describe('officers', () => {
  beforeEach(async () => {
    desk = await openSetUpDesk();
  });

  it('may do what their role allows, checked on every call', async () => {
    const officer = { badge: 'O1', name: 'Test Officer', role: 'officer' as const, active: true };
    await desk.value('saveOfficer', { officer, pin: '4321' });
    await desk.value('signIn', { badge: 'o1', pin: '4321' }, 'lane');
    expect(await desk.call('officers', {}, 'lane')).toMatchObject({ fault: { code: 'not-allowed' } });
    expect((await desk.value('read', wedge(internalPassport))).parked).toBeDefined();
    await desk.value('saveOfficer', { officer: { ...officer, active: false } });
    expect(await desk.call('recent', { limit: 1 }, 'lane')).toMatchObject({ fault: { code: 'not-signed-in' } });
  });

  it('wait after five wrong PINs, even with the right one', async () => {
    for (let i = 0; i < 5; i += 1) {
      expect(await desk.call('signIn', { badge: 'A1', pin: '0000' }, 'x')).toMatchObject({
        fault: { code: 'bad-credentials' },
      });
    }
    expect(await desk.call('signIn', administrator, 'x')).toMatchObject({ fault: { code: 'too-many-attempts' } });
  });

  it('always leave one administrator', async () => {
    const officer = { badge: 'A1', name: 'Test Administrator', role: 'officer' as const, active: true };
    expect(await desk.call('saveOfficer', { officer })).toMatchObject({ fault: { code: 'last-administrator' } });
  });
});

it('hits the watchlist by number and sends the hit to the second line', async () => {
  desk = await openSetUpDesk();
  const csv = 'id;names;birth_date;document_numbers;reason\nW1;Щербакова Юлия;1990-03-15;;test';
  expect(await desk.value('importWatchlist', { csv })).toMatchObject({ entries: 1, problems: [] });
  const { parked } = await desk.value('read', wedge(internalPassport));
  expect(parked?.decision?.advice).toBe('second-line');
  const answer = await desk.call('record', { caseId: parked?.id ?? '', action: 'admit' });
  expect(answer).toMatchObject({ fault: { code: 'reason-needed' } });
  const row = await desk.value('record', {
    caseId: parked?.id ?? '',
    action: 'admit',
    reason: { code: 'NOT_SAME_PERSON' },
  });
  expect(row.body.override).toBe(true);
});

describe('a watched folder', () => {
  let folder: string;
  beforeEach(async () => {
    desk = await openSetUpDesk();
    folder = mkdtempSync(join(tmpdir(), 'beket-flatbed-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('hands a new picture to the page that asks, and an old one to nobody', async () => {
    writeFileSync(join(folder, 'old.png'), 'was here before');
    await desk.value('watchFolder', { folder });
    const arrived = new Promise<number>((resolve) => desk.station.on('inbox', ({ waiting }) => resolve(waiting)));
    writeFileSync(join(folder, 'new.png'), 'no picture at all');
    expect(await arrived).toBe(1);
    expect((await desk.value('state', {})).inbox).toEqual({ waiting: 1, folder });
    const taken = await desk.value('takeInbox', { circumstances });
    expect(taken.waiting).toBe(0);
    expect(taken.outcome?.readings[0]?.problems).toEqual([{ field: 'image', code: 'not-an-image' }]);
    expect(await desk.value('takeInbox', { circumstances })).toEqual({ waiting: 0 });
  });

  it('is refused where it is not there', async () => {
    const answer = await desk.call('watchFolder', { folder: join(folder, 'nowhere') });
    expect(answer).toMatchObject({ ok: false, fault: { code: 'no-such-folder' } });
  });
});
