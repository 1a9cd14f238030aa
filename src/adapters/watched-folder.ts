import { readdirSync, readFileSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';
import type { FolderWatch } from '../core/ports.ts';

const pictures = /\.(png|jpe?g|webp|gif|bmp)$/i;
/** A scanner writes for a while: a file is whole when its size has stood still for so long, in milliseconds. */
const settled = 400;
const largest = 40 * 1024 * 1024;

const sizeOf = (path: string): number | undefined => {
  try {
    return statSync(path).size;
  } catch {
    return undefined;
  }
};

/** Hands over each picture that newly appears in a folder, once, when it is whole. Files that lay there before are left alone. */
export const watchFolder: FolderWatch = (folder, onPicture) => {
  const known = new Set<string>();
  const timers = new Map<string, NodeJS.Timeout>();

  const look = (name: string, before: number | undefined): void => {
    const path = join(folder, name);
    const size = sizeOf(path);
    if (size === undefined) return void timers.delete(name);
    if (size === 0 || size !== before) return wait(name, size);
    timers.delete(name);
    known.add(name);
    if (size <= largest) onPicture(name, readFileSync(path).toString('base64'));
  };
  const wait = (name: string, size: number | undefined): void => {
    clearTimeout(timers.get(name));
    timers.set(
      name,
      setTimeout(() => look(name, size), settled),
    );
  };

  try {
    for (const name of readdirSync(folder)) known.add(name);
    const watcher = watch(folder, (_, name) => {
      if (name === null || !pictures.test(name)) return;
      if (sizeOf(join(folder, name)) === undefined) known.delete(name);
      else if (!known.has(name)) wait(name, undefined);
    });
    return () => {
      watcher.close();
      for (const timer of timers.values()) clearTimeout(timer);
    };
  } catch {
    return undefined;
  }
};
