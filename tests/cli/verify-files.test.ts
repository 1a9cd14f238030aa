import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealPaper } from '../../src/adapters/printing/paper-seal.ts';
import { createPrinter } from '../../src/adapters/printing/printer.ts';
import { openVault } from '../../src/adapters/vault.ts';
import type { SignedTally } from '../../src/domain/signed-tally.ts';
import type { Tally } from '../../src/domain/tally-report.ts';
import { closeShiftOf } from '../faults/closed-shift.ts';
import { openDesk } from '../faults/harness.ts';

const program = fileURLToPath(new URL('../../src/cli/index.ts', import.meta.url));
const poppler = { pictures: 'pdftoppm' };
const hasPoppler = spawnSync(poppler.pictures, ['-v']).error === undefined;
if (!hasPoppler) console.warn('Skipped: a photographed tally; pdftoppm is not installed.');

type Ran = { readonly code: number | null; readonly answer: Record<string, unknown> };
const beket = (...args: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args]);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.on('close', (code) => resolve({ code, answer: JSON.parse(out || '{}') as Record<string, unknown> }));
  });

const folder = mkdtempSync(join(tmpdir(), 'beket-verify-'));
const data = join(folder, 'desk');
const at = (name: string): string => join(folder, name);
let signed: SignedTally;
let copy: string;
let toSeq: number;

beforeAll(async () => {
  const desk = openDesk(data);
  const closed = closeShiftOf(desk, join(data, 'vault'));
  ({ signed } = closed);
  ({ toSeq } = closed.seal);
  writeFileSync(at('tally.json'), JSON.stringify(signed));
  copy = (await desk.backup(at('copies'))).file;
  desk.close();
  const heading = { post: 'Жайсан', station: 'st-faults', officer: 'S200', printedAt: '2026-11-22T20:00:00Z', signed };
  const bare = await createPrinter().tallyPdf(signed.tally as unknown as Tally, heading, 'ru');
  const vault = openVault({ folder: join(data, 'vault'), mayCreate: false });
  writeFileSync(at('tally.pdf'), sealPaper(bare, signed, vault));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('beket verify', () => {
  it('checks a live log, an export and a backup, each against the signed tally too', async () => {
    const against = ['--against', at('tally.json')];
    const whole = { code: 0, answer: { ok: true, entries: toSeq + 1 } };
    expect(await beket('export', '--data', data, '--to', at('log.ndjson'))).toMatchObject(whole);
    expect(await beket('verify', '--data', data, ...against)).toMatchObject(whole);
    expect(await beket('verify', at('log.ndjson'), ...against)).toMatchObject(whole);
    expect(await beket('verify', copy, '--desk', data, ...against)).toMatchObject(whole);
    expect(await beket('verify', copy)).toMatchObject({ code: 2 });
  });

  it('names where an export was cut or changed', async () => {
    const lines = readFileSync(at('log.ndjson'), 'utf8').trim().split('\n');
    writeFileSync(at('cut.ndjson'), lines.slice(0, -4).join('\n'));
    expect(await beket('verify', at('cut.ndjson'))).toMatchObject({ code: 0 });
    expect(await beket('verify', at('cut.ndjson'), '--against', at('tally.pdf'))).toMatchObject({
      code: 1,
      answer: { ok: false, firstBad: lines.length - 3, reason: 'sequence-gap' },
    });
    writeFileSync(at('changed.ndjson'), lines.join('\n').replace('"direction":"entry"', '"direction":"exit"'));
    expect(await beket('verify', at('changed.ndjson'))).toMatchObject({ code: 1, answer: { reason: 'hash' } });
  });

  it('proves one entry without the log', async () => {
    expect(await beket('prove', '--data', data, '3', '--to', at('proof.json'))).toMatchObject({ code: 0 });
    expect(await beket('verify', at('proof.json'))).toMatchObject({ code: 0, answer: { kind: 'proof', entries: 1 } });
    expect(await beket('prove', '--data', data, String(toSeq + 1))).toMatchObject({
      code: 1,
      answer: { ok: false, reason: 'not-signed' },
    });
  });

  it('knows a signed tally from one with a digit changed, and says why', async () => {
    const wrong = { ...signed, tally: { ...signed.tally, minors: 99 } };
    writeFileSync(at('wrong.json'), JSON.stringify(wrong));
    expect(await beket('verify', at('tally.json'))).toMatchObject({ code: 0, answer: { kind: 'signed-tally' } });
    expect(await beket('verify', at('wrong.json'))).toMatchObject({ code: 1, answer: { reason: 'tally' } });
    expect(await beket('verify', at('tally.pdf'))).toMatchObject({ code: 0, answer: { kind: 'signed-tally' } });
    const paper = readFileSync(at('tally.pdf'));
    paper[1000] = (paper[1000] ?? 0) ^ 1;
    writeFileSync(at('wrong.pdf'), paper);
    expect(await beket('verify', at('wrong.pdf'))).toMatchObject({ code: 1, answer: { reason: 'paper' } });
  });

  it.skipIf(!hasPoppler)('reads the seal off a picture of the paper', async () => {
    spawnSync(poppler.pictures, ['-r', '150', '-gray', '-png', '-f', '1', '-l', '1', at('tally.pdf'), at('page')]);
    const picture = at(`page-1.png`);
    expect(await beket('verify', picture)).toMatchObject({ code: 0, answer: { ok: true, kind: 'seal', entries: 13 } });
  });
});
