import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyPaper, verifySigned } from '../../src/adapters/verifying/verify-signed.ts';
import { verifySignedFile } from '../../src/adapters/verifying/verify-file.ts';
import type { Circumstances } from '../../src/domain/crossing.ts';
import type { SignedTally } from '../../src/domain/signed-tally.ts';
import type { Tally } from '../../src/domain/tally-report.ts';
import { administrator, openDesk, openSetUpDesk, type TestDesk } from './open-desk.ts';

const internalPassport = 'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<\n4511234569RUS9003152F<<<<<<<1110720770056<98';
const circumstances: Circumstances = { direction: 'entry', purpose: 'private', transport: 'car' };
const supervisor = {
  officer: { badge: 'S2', name: 'Second Person', role: 'supervisor', active: true },
  pin: '2222',
} as const;

let desk: TestDesk;
const cross = async (action: 'admit' | 'refer' = 'admit'): Promise<number> => {
  const { parked } = await desk.value('read', { scan: { source: 'wedge', payload: internalPassport }, circumstances });
  const advised = parked?.decision?.advice === 'second-line';
  const code = action === 'refer' ? ('SECURITY' as const) : ('CHECKED_ON_PAGE' as const);
  const reason = action === 'refer' || advised ? { reason: { code } } : {};
  return (await desk.value('record', { caseId: parked?.id ?? '', action, ...reason })).seq;
};
const file = async <N extends 'signedTally' | 'prove'>(name: N, input: object): Promise<Buffer> =>
  Buffer.from((await desk.value(name, { language: 'ru', ...input } as never)).base64, 'base64');
const json = async (name: 'signedTally' | 'prove', input: object): Promise<SignedTally> =>
  JSON.parse((await file(name, { format: 'json', ...input })).toString()) as SignedTally;

beforeEach(async () => {
  desk = await openSetUpDesk();
  await desk.value('saveOfficer', supervisor);
});
afterEach(() => desk.close());

describe('a shift', () => {
  it('is opened once, by default as the usual twelve hours around now, and shown to the page', async () => {
    const { current } = await desk.value('openShift', {});
    expect(Date.parse(current?.to ?? '') - Date.parse(current?.from ?? '')).toBe(12 * 3_600_000);
    expect((await desk.value('state', {})).shift?.seq).toBe(current?.seq);
    expect(await desk.call('openShift', {})).toMatchObject({ fault: { code: 'shift-open' } });
  });

  it('asks about the second line before it is closed, and the next one begins where it ended', async () => {
    await desk.value('openShift', {});
    await cross('refer');
    expect(await desk.call('closeShift', { leaveOpen: false })).toMatchObject({
      fault: { code: 'referrals-open', detail: '1' },
    });
    const { current, last } = await desk.value('closeShift', { leaveOpen: true });
    expect(current).toBeUndefined();
    expect(last[0]?.closed).toMatchObject({ open: 1, persons: 1 });
    expect(await desk.call('closeShift', { leaveOpen: true })).toMatchObject({ fault: { code: 'no-shift' } });
    await desk.value('openShift', {});
    const after = await desk.value('closeShift', { leaveOpen: true });
    expect(after.last[0]?.from).toBe(last[0]?.to);
    expect(after.last[0]?.closed?.fromSeq).toBe((last[0]?.closed?.toSeq ?? 0) + 1);
    expect(await desk.value('verifyLog', {})).toMatchObject({ ok: true });
  });

  it('goes on under a new key where the old one was lost, and the log says so', async () => {
    const { current } = await desk.value('openShift', {});
    await cross();
    await desk.station.close();
    rmSync(join(desk.folder, 'vault', 'station.key'));
    desk = openDesk(desk.folder);
    await desk.value('signIn', { badge: administrator.badge, pin: administrator.pin });
    const { last } = await desk.value('closeShift', { leaveOpen: true });
    expect(last[0]?.seq).toBeGreaterThan(current?.seq ?? 0);
    expect(last[0]?.closed).toMatchObject({ fromSeq: current?.seq, persons: 1 });
    expect(await desk.value('verifyLog', {})).toMatchObject({ ok: true });
    expect(verifySigned(await json('signedTally', { shift: last[0]?.seq })).report.ok).toBe(true);
  });

  it('refuses times that are none', async () => {
    const late = new Date(Date.now() + 86_400_000).toISOString();
    expect(await desk.call('openShift', { from: late })).toMatchObject({ fault: { code: 'bad-input', field: 'from' } });
    const early = new Date(Date.now() - 86_400_000).toISOString();
    expect(await desk.call('openShift', { from: early, to: early })).toMatchObject({ fault: { field: 'to' } });
  });
});

describe('the signed tally', () => {
  it('stays as it was signed; what is corrected later follows as a dated supplement', async () => {
    const { current } = await desk.value('openShift', {});
    const seq = await cross();
    await desk.value('closeShift', { leaveOpen: true });
    const before = await json('signedTally', { shift: current?.seq });
    expect(before.supplement).toBeUndefined();
    expect(verifySigned(before).report).toMatchObject({ ok: true, kind: 'signed-tally' });
    await desk.value('void', { seq, reason: 'recorded twice', witness: { badge: 'S2', pin: '2222' } });
    const after = await json('signedTally', { shift: current?.seq });
    expect(after.tally).toEqual(before.tally);
    expect(after.supplement?.changes).toMatchObject([{ kind: 'void', of: seq }]);
    expect((after.supplement?.tally as unknown as Tally).persons.total).toBe(0);
    expect(verifySigned(after).report.ok).toBe(true);
    const forged = { ...after, supplement: { ...after.supplement, changes: [] } };
    expect(verifySigned(forged).report).toMatchObject({ ok: false, reason: 'supplement' });
  });

  it('is refused with the reason when a digit of it changes, as data and on paper', async () => {
    const { current } = await desk.value('openShift', {});
    await cross();
    await desk.value('closeShift', { leaveOpen: true });
    const tally = await json('signedTally', { shift: current?.seq });
    const persons = { ...(tally.tally as unknown as Tally).persons, entry: 2 };
    expect(verifySigned({ ...tally, tally: { ...tally.tally, persons } }).report.reason).toBe('tally');
    expect(verifySigned({ ...tally, statement: tally.statement.replace(/.$/, '0') }).report.reason).toBe('signature');
    expect(verifySigned({ ...tally, statement: 'x' }).report.reason).toBe('statement');
    const paper = await file('signedTally', { shift: current?.seq, format: 'pdf' });
    expect(verifyPaper(paper).report).toMatchObject({ ok: true, kind: 'signed-tally' });
    for (const at of [200, 2000, paper.length - 20]) {
      const changed = Buffer.from(paper);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(verifyPaper(changed).report.ok, `byte ${at}`).toBe(false);
    }
  });
});

describe('a proof of one crossing', () => {
  it('is given for entries of a closed shift alone, and holds without the log', async () => {
    await desk.value('openShift', {});
    const seqs = [await cross(), await cross(), await cross()];
    const input = { seq: seqs[1], format: 'json', language: 'en' } as const;
    expect(await desk.call('prove', { ...input, seq: seqs[1] ?? 0 })).toMatchObject({ fault: { code: 'not-signed' } });
    await desk.value('closeShift', { leaveOpen: true });
    for (const seq of seqs) {
      const proof = await json('prove', { seq });
      expect(verifySigned(proof).report).toMatchObject({ ok: true, kind: 'proof', entries: 1 });
      const entry = (proof as unknown as { entry: { body: object } }).entry;
      const forged = { ...proof, entry: { ...entry, body: { ...entry.body, direction: 'exit' } } };
      expect(verifySigned(forged).report.reason).toBe('hash');
    }
    const folder = mkdtempSync(join(tmpdir(), 'beket-proof-'));
    writeFileSync(join(folder, 'proof.pdf'), await file('prove', { seq: seqs[0], format: 'pdf' }));
    expect(verifySignedFile(join(folder, 'proof.pdf')).report).toMatchObject({ ok: true, kind: 'proof' });
    rmSync(folder, { recursive: true });
  });
});
