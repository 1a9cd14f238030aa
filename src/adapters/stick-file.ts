import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { StickFile } from '../core/stick-ports.ts';

/** Written beside and renamed: a stick pulled out half-way holds no file that looks whole. */
export const openStickFile = (folder: string, name: string): StickFile => {
  const path = join(folder, name);
  const part = `${path}.part`;
  const file = openSync(part, 'wx', 0o600);
  let isOpen = true;
  const close = (): void => {
    if (isOpen) closeSync(file);
    isOpen = false;
  };
  return {
    write: (bytes) => void writeSync(file, bytes),
    finish: () => {
      fsyncSync(file);
      close();
      renameSync(part, path);
      return path;
    },
    abandon: () => {
      close();
      rmSync(part, { force: true });
    },
  };
};
