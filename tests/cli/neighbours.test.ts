import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openData } from '../../src/adapters/sqlite/open-data.ts';

const program = fileURLToPath(new URL('../../src/cli/index.ts', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'beket-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const neighbours = (...args: string[]): Promise<{ code: number | null; line: Record<string, unknown> | undefined }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [program, 'neighbours', ...args]);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.on('close', (code) => {
      resolve({ code, line: out === '' ? undefined : (JSON.parse(out) as Record<string, unknown>) });
    });
  });

it('shows and sets the neighbours of a desk, and writes down that they were set', async () => {
  const before = openData({ folder });
  before.store.saveConfig({ stationId: 'desk-1', post: 'zhaisan', lane: '1', demo: false });
  before.close();
  const to = ['--data', folder];
  expect(await neighbours(...to)).toMatchObject({ code: 0, line: { on: false, port: 7390, others: [] } });
  const [one, two] = ['192.168.10.6:7390', 'desk-3.post.example:7390'];
  const set = await neighbours(...to, '--on', '--listen', '192.168.10.5:7400', '--add', one, '--add', two);
  const line = { on: true, host: '192.168.10.5', port: 7400, others: [one, two] };
  expect(set).toMatchObject({ code: 0, line });
  expect(await neighbours(...to, '--remove', one)).toMatchObject({ code: 0, line: { on: true, others: [two] } });
  expect(await neighbours(...to, '--off')).toMatchObject({ line: { on: false, others: [two] } });
  const wrong = [
    ['--add', 'nowhere'],
    ['--listen', '10.0.0.1:70000'],
  ].map((args) => neighbours(...to, ...args));
  expect(await Promise.all(wrong)).toEqual([1, 2].map(() => ({ code: 2, line: undefined })));
  const data = openData({ folder, readOnly: true });
  const entries = data.log.entriesAfter(0, 10).map(({ kind, body }) => [kind, body['neighbours']]);
  data.close();
  expect(entries).toEqual([2, 1, 'off'].map((count) => ['settings-changed', count]));
}, 120_000);
