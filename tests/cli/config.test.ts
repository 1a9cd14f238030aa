import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openSetUpDesk } from '../core/open-desk.ts';

const program = fileURLToPath(new URL('../../src/cli/index.ts', import.meta.url));
const beket = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  const lines = stdout.split('\n').filter(Boolean);
  return { status, stderr, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
};

it('`beket config` writes settings, shows what differs, and puts it into place with a badge and a reason', async () => {
  const [one, other] = [await openSetUpDesk(), await openSetUpDesk()];
  const [pictures, file] = [join(one.folder, 'pictures'), join(one.folder, 'desk.beket-config')];
  mkdirSync(pictures);
  await one.value('watchFolder', { folder: pictures });
  const asked = { on: false, host: '0.0.0.0', port: 7391, others: ['192.168.10.6:7391'] };
  await one.value('saveNeighbours', asked);
  expect(beket('config', 'export', '--data', one.folder, '--to', file)).toMatchObject({
    status: 0,
    lines: [{ ok: true }],
  });
  await other.station.close();
  const shown = beket('config', 'import', '--data', other.folder, file);
  expect(shown.lines[0]).toEqual({ name: 'watchedFolder', to: pictures, applies: true });
  expect(shown).toMatchObject({
    status: 0,
    lines: [{}, { name: 'neighbours' }, { ok: true, differences: 2, applied: [] }],
  });
  expect(beket('config', 'import', '--data', other.folder, file, '--apply')).toMatchObject({ status: 2 });
  const apply = ['--apply', '--by', 'A1', '--reason', 'all booths alike'];
  expect(beket('config', 'import', '--data', other.folder, file, ...apply).lines.at(-1)).toMatchObject({
    applied: ['watchedFolder', 'neighbours'],
  });
  expect(beket('config', 'import', '--data', other.folder, file).lines).toMatchObject([{ ok: true, differences: 0 }]);
  expect(beket('verify', '--data', other.folder).lines.at(-1)).toMatchObject({ ok: true });
  // What the page keeps is left, and why is said.
  const inRussian = join(one.folder, 'russian.beket-config');
  const { base64 } = await one.value('exportConfig', { language: 'ru' });
  writeFileSync(inRussian, Buffer.from(base64, 'base64'));
  const partly = beket('config', 'import', '--data', other.folder, inRussian, ...apply);
  expect(partly.lines[0]).toMatchObject({
    name: 'language',
    to: 'ru',
    applies: false,
    left: expect.any(String) as string,
  });
  expect(partly.stderr).toContain('language is left as it is.');
  const changed = join(one.folder, 'changed.beket-config');
  writeFileSync(changed, readFileSync(file, 'utf8').replace('pictures', 'elsewhere'));
  expect(beket('config', 'import', '--data', other.folder, changed)).toMatchObject({
    status: 1,
    lines: [{ ok: false, reason: 'changed' }],
  });
  await one.close();
}, 60_000);
