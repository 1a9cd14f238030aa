import {
  appendFileSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { largestStick, type StickLineRefusal } from '../contract/stick-line.ts';
import type { StickSource } from './stick.ts';

/** A file on its way: whose hand brings it, and what it will be. */
export type SpoolKey = { readonly bearer: string; readonly digest: string };
type Put = { readonly at: number; readonly size: number; readonly bytes: Buffer };

/** All unfinished files together: so many of the largest. */
const mostFiles = 16;
/** What nobody went on with for so long goes when another file begins. */
const keptMs = 3 * 86_400_000;

/**
 * Where files from sticks lie until they are whole: sealed as they came, one for each desk that brings any. In a folder that
 * several centres before one database share, or in one that goes with the centre.
 */
export const createStickSpool = (given: string | undefined, now: () => number) => {
  let own: string | undefined;
  const folder = (): string => {
    if (given !== undefined) mkdirSync(given, { recursive: true, mode: 0o700 });
    return given ?? (own ??= mkdtempSync(join(tmpdir(), 'beket-sticks-')));
  };
  const fileOf = ({ bearer, digest }: SpoolKey): string => join(folder(), `${bearer}.${digest}.part`);
  const have = (key: SpoolKey): number => statSync(fileOf(key), { throwIfNoEntry: false })?.size ?? 0;
  const drop = (key: SpoolKey): void => rmSync(fileOf(key), { force: true });

  /** Another file of the same hand goes, and what was left lying; then there is room or not. */
  const makeRoom = ({ bearer, digest }: SpoolKey, size: number): boolean => {
    let held = 0;
    for (const name of readdirSync(folder())) {
      const file = join(folder(), name);
      const known = statSync(file, { throwIfNoEntry: false });
      const isOver = name.startsWith(`${bearer}.`) && !name.startsWith(`${bearer}.${digest}.`);
      if (isOver || (known && known.mtimeMs < now() - keptMs)) rmSync(file, { force: true });
      else held += known?.size ?? 0;
    }
    return held + size <= mostFiles * largestStick;
  };

  /** How much lies there now, or why nothing more is taken. What does not begin where it ends is left for the next try. */
  const put = (key: SpoolKey, { at, size, bytes }: Put): number | { readonly refused: StickLineRefusal } => {
    if (size > largestStick || at + bytes.length > size) return { refused: 'too-large' };
    const before = have(key);
    if (at !== before || bytes.length === 0) return before;
    if (before === 0 && !makeRoom(key, size)) return { refused: 'no-room' };
    try {
      appendFileSync(fileOf(key), bytes, { mode: 0o600 });
    } catch (fault) {
      drop(key);
      if (!['ENOSPC', 'EDQUOT'].includes(String((fault as { code?: string }).code))) throw fault;
      return { refused: 'no-room' };
    }
    return have(key);
  };

  const open = (key: SpoolKey): StickSource => ({
    size: have(key),
    read: (at, length) => {
      const handle = openSync(fileOf(key), 'r');
      try {
        const bytes = Buffer.alloc(length);
        return bytes.subarray(0, readSync(handle, bytes, 0, length, at));
      } finally {
        closeSync(handle);
      }
    },
  });

  const close = (): void => {
    if (own !== undefined) rmSync(own, { recursive: true, force: true });
  };
  return { have, put, open, drop, close };
};

export type StickSpool = ReturnType<typeof createStickSpool>;
