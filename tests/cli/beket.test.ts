import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../../src/cli/index.ts', import.meta.url));
type Ran = { readonly code: number | null; readonly lines: Record<string, unknown>[]; readonly said: string };

/** Runs the command line as a script does: arguments, standard input, one JSON object a line, an exit code. */
const beket = (args: readonly string[], input = ''): Promise<Ran> =>
  new Promise((resolve) => {
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

const zone = 'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<\n4511234569RUS9003152F<<<<<<<1110720770056<98\n';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'beket-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('beket read', () => {
  it('reads a Russian internal passport from standard input', async () => {
    const { code, lines } = await beket(['read', '-'], zone);
    expect(code).toBe(0);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      file: '-',
      source: 'mrz',
      format: 'PNRUS',
      problems: [],
      document: {
        number: '4511 123456',
        nativeName: { surname: 'ЩЕРБАКОВА', givenNames: 'ЮЛИЯ', patronymic: 'ЮРЬЕВНА' },
        issueDate: '2011-07-20',
        issuingUnit: '770-056',
      },
    });
  });

  it('names the field of a changed digit, and exits with 1', async () => {
    const { code, lines } = await beket(['read', '-'], zone.replace('9003152', '9003162'));
    expect(code).toBe(1);
    expect(lines[0]?.['problems']).toContainEqual({ field: 'birthDate', code: 'check-digit' });
  });

  it('prints a line for every file, whatever is in it', async () => {
    const names = ['empty.png', 'text.png', 'milk.txt'].map((name) => join(folder, name));
    writeFileSync(names[0] as string, '');
    writeFileSync(names[1] as string, 'this is no picture');
    writeFileSync(names[2] as string, '4006381333931');
    const { code, lines } = await beket(['read', ...names, join(folder, 'nowhere.png')]);
    expect(code).toBe(1);
    expect(lines.map(({ problems }) => problems)).toEqual([
      [{ field: 'image', code: 'empty-image' }],
      [{ field: 'image', code: 'not-an-image' }],
      [{ field: 'barcode', code: 'not-a-document' }],
      [{ field: 'file', code: 'unreadable' }],
    ]);
  });
});

describe('beket assess', () => {
  const document = {
    type: 'internal-passport',
    format: 'PNRUS',
    issuer: 'RUS',
    number: '4511 123456',
    surname: 'WERBAKOVA',
    givenNames: '7LI8',
    birthDate: '1990-03-15',
    sex: 'F',
    citizenship: 'RUS',
    issueDate: '2011-07-20',
  };
  const dayOf = (days: number): string => new Date(Date.now() + (days * 24 + 5) * 3_600_000).toISOString().slice(0, 10);

  it('judges autumn 2022 by its own law: 30 days, 90 once registered, no migration card', async () => {
    const input = {
      id: 'then',
      at: '2022-09-25T08:00:00Z',
      post: 'zhaisan',
      direction: 'entry',
      document,
      history: [],
    };
    const { code, lines } = await beket(['assess', '-'], JSON.stringify(input));
    expect(code).toBe(0);
    const [verdict] = lines as [
      { advice: string; findings: { outcome: string; citation: string; params: Record<string, unknown> }[] },
    ];
    expect(verdict.advice).toBe('ok');
    expect(verdict.findings.map(({ params }) => params)).toContainEqual(
      expect.objectContaining({ days: 30, withRegistration: 90 }),
    );
    expect(verdict.findings.map(({ params }) => params)).toContainEqual(expect.objectContaining({ required: false }));
    expect(verdict.findings.every(({ citation }) => citation.length > 10)).toBe(true);
  });

  it('leaves two days after 88 that ended a week ago, by both methods', async () => {
    const history = [
      { at: `${dayOf(-94)}T06:00:00Z`, direction: 'entry', post: 'zhaisan' },
      { at: `${dayOf(-7)}T06:00:00Z`, direction: 'exit', post: 'zhaisan' },
    ];
    const input = { id: 'now', at: `${dayOf(0)}T06:00:00Z`, post: 'zhaisan', direction: 'entry', document, history };
    const { lines } = await beket(['assess', '-'], `${JSON.stringify(input)}\n`);
    const count = { remaining: 2, used: 88, lastLawfulDay: dayOf(1) };
    expect(lines[0]?.['stay']).toMatchObject({
      ...count,
      methods: [
        { method: 'rolling', ...count },
        { method: 'block-from-first-entry', ...count },
      ],
    });
  });

  it('says which line it cannot use, and goes on with the next', async () => {
    const good = JSON.stringify({
      id: 'good',
      at: '2022-09-25T08:00:00Z',
      post: 'zhaisan',
      direction: 'entry',
      document,
      history: [],
    });
    const { code, lines, said } = await beket(['assess', '-'], `not json\n${good}\n`);
    expect(code).toBe(1);
    expect(said).toContain('Line 1');
    expect(lines.map(({ id }) => id)).toEqual(['good']);
  });
});

describe('a desk’s data at the command line', () => {
  const until = '2026-11-20T10:00:00Z';
  const data = (): string => join(folder, 'desk');

  it('is seeded once, verified, counted and explained', async () => {
    const seeded = await beket(['seed', '--data', data(), '--days', '3', '--seed', '7', '--until', until]);
    expect(seeded.lines[0]).toMatchObject({ days: 3, seed: 7 });
    expect((await beket(['seed', '--data', data()])).code).toBe(1);
    const verified = await beket(['verify', '--data', data()]);
    expect(verified).toMatchObject({ code: 0, lines: [{ ok: true }] });
    const [tally] = (await beket(['tally', '--data', data(), '--day', '2026-11-19'])).lines as [
      { persons: { total: number }; byHour: { entry: number; exit: number }[] },
    ];
    expect(tally.persons.total).toBeGreaterThan(50);
    expect(tally.byHour.reduce((sum, { entry, exit }) => sum + entry + exit, 0)).toBe(tally.persons.total);
  });

  it('is copied and put back, and what lay there is kept', async () => {
    const copies = join(folder, 'copies');
    expect((await beket(['backup', '--data', data(), '--to', copies])).lines[0]).toMatchObject({ ok: true });
    const [copy] = readdirSync(copies);
    const { code, lines, said } = await beket(['restore', '--data', data(), '--from', join(copies, copy ?? '')]);
    expect(code).toBe(0);
    expect(said).toContain(String(lines[0]?.['aside']));
    expect((await beket(['verify', '--data', data()])).lines[0]).toMatchObject({ ok: true });
  });

  it.each([0.001, 0.3, 0.5, 0.8])(
    'names the first bad sequence after a byte of the log was altered, %f of the way in',
    async (share) => {
      const altered = join(folder, `altered-${share}`);
      cpSync(data(), altered, { recursive: true });
      const bytes = readFileSync(join(altered, 'log.db'));
      const at = Math.floor(bytes.length * share);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(join(altered, 'log.db'), bytes);
      const { code, lines } = await beket(['verify', '--data', altered]);
      expect(code).toBe(1);
      expect(lines[0]).toMatchObject({ ok: false });
      expect(lines[0]?.['firstBad']).toBeGreaterThan(0);
    },
  );
});

describe('usage', () => {
  it.each([
    [['bogus']],
    [['tally']],
    [['assess']],
    [['read']],
    [['pack', 'check']],
    [['tally', '--data', 'x', '--day', '31.12.2026']],
  ])('says how %j is used, and exits with 2', async (args) => {
    const { code, lines, said } = await beket(args);
    expect(code).toBe(2);
    expect(lines).toEqual([]);
    expect(said).toContain('Usage: beket');
  });

  it('checks the packs that ship, and finds fault with what is no pack', async () => {
    const pack = fileURLToPath(new URL('../../resources/rules/kaz/pack.json', import.meta.url));
    expect(await beket(['pack', 'check', pack])).toMatchObject({ code: 0, lines: [{ ok: true, problems: [] }] });
    const other = fileURLToPath(new URL('../../package.json', import.meta.url));
    expect(await beket(['pack', 'check', other])).toMatchObject({ code: 1, lines: [{ ok: false }] });
  });
});
