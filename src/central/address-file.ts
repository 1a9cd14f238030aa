import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileOf = (folder: string): string => join(folder, 'address');

/** Where the running centre answers, for `enrol` on the same machine. */
export const writeAddress = (folder: string, url: string): void => writeFileSync(fileOf(folder), `${url}\n`);

export const readAddress = (folder: string): string | undefined => {
  try {
    return readFileSync(fileOf(folder), 'utf8').trim();
  } catch {
    return undefined;
  }
};

export const removeAddress = (folder: string): void => rmSync(fileOf(folder), { force: true });
