import { expect, it } from 'vitest';
import { dataFolder } from '../../src/adapters/data-folder.ts';

it.each([
  ['linux', {}, false, '/home/a/.local/share/beket/desk'],
  ['linux', { XDG_DATA_HOME: '/data' }, false, '/data/beket/desk'],
  ['darwin', {}, false, '/home/a/Library/Application Support/beket/desk'],
  ['win32', { LOCALAPPDATA: '/local' }, false, '/local/beket/desk'],
  ['linux', {}, true, '/home/a/.local/share/beket/demo'],
  ['linux', { BEKET_DATA: '/mnt/desk' }, true, '/mnt/desk'],
] as const)('on %s with %o, demonstration %s, is %s', (platform, env, isDemo, folder) => {
  expect(dataFolder({ platform, home: '/home/a', env }, isDemo)).toBe(folder);
});
