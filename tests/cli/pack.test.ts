import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDesk } from '../core/open-desk.ts';
import { openTwoAdministrators, second, trustKey } from '../core/pack-desk.ts';
import { newer, stricter } from '../core/written-packs.ts';
import type { SignedPack } from '../../src/domain/rules/signed-pack.ts';

const program = fileURLToPath(new URL('../../src/cli/index.ts', import.meta.url));

const beket = (args: readonly string[], input = '') =>
  new Promise<{ code: number | null; lines: Record<string, unknown>[]; said: string }>((resolve) => {
    const child = spawn(process.execPath, [program, ...args]);
    let [out, said] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('close', (code) => {
      const lines = out.split('\n').filter(Boolean);
      resolve({ code, said, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) });
    });
    child.stdin.end(input);
  });

let folder: string;
let desk: TestDesk;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'beket-pack-'));
  desk = await openTwoAdministrators();
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const fields = {
  type: 'internal-passport',
  issuer: 'RUS',
  citizenship: 'RUS',
  number: '45 11 123456',
  surname: 'SPECIMEN',
  givenNames: 'PERSON',
  birthDate: '1990-03-15',
  sex: 'F',
  issueDate: '2011-07-20',
  issuingUnit: '770-056',
};
const circumstances = { direction: 'entry', purpose: 'private', transport: 'car' } as const;

describe('beket pack', () => {
  it('makes a key only its owner reads, signs a pack with it, and sees what was changed by hand afterwards', async () => {
    const [draft, key, signed] = ['draft.json', 'key.pem', 'signed.json'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(draft, JSON.stringify(stricter()));
    const made = await beket(['pack', 'keygen', '--out', key]);
    expect(made).toMatchObject({ code: 0, lines: [{ file: key }] });
    expect(statSync(key).mode & 0o077).toBe(0);
    expect((await beket(['pack', 'keygen', '--out', key])).code).toBe(2);
    const done = await beket(['pack', 'sign', draft, '--key', key, '--out', signed]);
    expect(done.lines).toMatchObject([{ ok: true, version: newer(1), fingerprint: made.lines[0]?.['fingerprint'] }]);
    expect(await beket(['pack', 'check', signed])).toMatchObject({ code: 0, lines: [{ ok: true, signature: 'fits' }] });
    const edited = join(folder, 'edited.json');
    writeFileSync(edited, readFileSync(signed, 'utf8').replace('"days":60', '"days":61'));
    const found = await beket(['pack', 'check', edited]);
    expect(found).toMatchObject({ code: 1, lines: [{ ok: false, problems: [], signature: 'does-not-fit' }] });
  });

  it('does not sign a pack that does not hold', async () => {
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, JSON.stringify({ ...stricter(), editions: [] }));
    const key = join(folder, 'other.pem');
    await beket(['pack', 'keygen', '--out', key]);
    expect(await beket(['pack', 'sign', broken, '--key', key])).toMatchObject({ code: 1, lines: [{ ok: false }] });
    expect((await beket(['pack', 'sign', broken, '--key', broken])).code).toBe(2);
  });

  it('lists what a pack would change in a log, before and never after two administrators put it into force', async () => {
    const { parked } = await desk.value('enter', { fields, circumstances });
    const old = await desk.value('record', { caseId: parked?.id ?? '', action: 'admit' });
    const draft = join(folder, 'draft.json');
    const run = () => beket(['pack', 'dry-run', draft, '--since', '7d', '--data', desk.folder]);
    const tried = await run();
    expect(tried.code).toBe(0);
    expect(tried.lines.at(-1)).toMatchObject({ ok: true, weighed: 1, changed: 1, groups: 1 });
    expect(tried.lines[0]).toMatchObject({ after: 'second-line', count: 1, entries: [old.seq] });

    const signed = JSON.parse(readFileSync(join(folder, 'signed.json'), 'utf8')) as SignedPack;
    const view = await trustKey(desk, signed);
    const hash = view.packs.find(({ standing }) => standing === 'offered')?.hash ?? '';
    const { proposals } = await desk.value('proposePack', { what: 'activate', hash });
    const { badge, pin } = second;
    const after = await desk.value('confirmProposal', { id: proposals.at(-1)?.id ?? '', witness: { badge, pin } });
    const from = Date.parse(after.inForce.since?.from ?? '');

    // The desk's own law, instant by instant; and the verdict of the day before, told again from its own pack.
    const line = (ms: number) =>
      JSON.stringify({
        at: new Date(from + ms).toISOString(),
        post: 'zhaisan',
        direction: 'entry',
        document: fields,
        history: [],
      });
    const assessed = await beket(['assess', '--data', desk.folder, '-'], `${line(-1)}\n${line(0)}\n`);
    expect(assessed.lines).toMatchObject([
      { pack: { hash: old.body.pack.hash } },
      { advice: 'second-line', pack: { version: newer(1) } },
    ]);
    const explained = await beket(['explain', '--data', desk.folder, String(old.seq)]);
    expect(explained).toMatchObject({ code: 0, lines: [{ pack: old.body.pack, advice: old.body.advice }] });
    const { parked: next } = await desk.value('enter', {
      fields: { ...fields, number: '45 11 654321', surname: 'OTHER' },
      circumstances,
    });
    const reason = { code: 'SUPERVISOR_ORDER' as const };
    const now = await desk.value('record', { caseId: next?.id ?? '', action: 'admit', reason });
    expect(now.body).toMatchObject({ advice: 'second-line', pack: { version: newer(1) } });
    const both = await beket(['explain', '--data', desk.folder, String(old.seq), String(now.seq)]);
    expect(both.code).toBe(0);
    expect(both.lines.map(({ pack }) => (pack as { version: string }).version)).toEqual([
      old.body.pack.version,
      newer(1),
    ]);
  });

  it.each([[['pack', 'polish', 'x']], [['pack', 'dry-run', 'x']]])('says how %j is used', async (args) => {
    expect((await beket(args)).code).toBe(2);
  });
});
