import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(process.env.BEKET_CORPUS ?? '../shared/corpus');

/** A JSON file of the measuring corpus; `undefined`, said aloud, where the corpus is not beside the checkout. */
export const corpusJson = <T>(path: string): T | undefined => {
  const file = resolve(root, path);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as T;
  console.warn(`Skipped: no corpus file ${path}; set BEKET_CORPUS to the corpus folder.`);
  return undefined;
};

export const corpusPath = (path: string): string => resolve(root, path);
