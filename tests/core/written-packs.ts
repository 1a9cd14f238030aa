import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackFile } from '../../src/domain/rules/pack.ts';

export const shippedPack = (): PackFile =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../resources/rules/kaz/pack.json'), 'utf8')) as PackFile;

export const newKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

/** The day the shipped pack is of, with a count behind it: a newer version than that, whatever it is. */
export const newer = (count: number): string => `${shippedPack().version.split('.').slice(0, 3).join('.')}.${count}`;

export const ruleOf = (pack: PackFile, id: string): PackFile['rules'][number] => {
  const rule = pack.rules.find((one) => one.id === id);
  if (!rule) throw new Error(`the shipped pack has no ${id}`);
  return rule;
};

/** Ninety days become sixty; and an internal passport is good from 60 years only, which no traveller of these tests has. */
export const stricter = (version = newer(1)): PackFile => {
  const pack = { ...shippedPack(), version };
  ruleOf(pack, 'KZ.STAY.EAEU.90_180').params['window'] = { days: 60, in: 180 };
  const rows = ruleOf(pack, 'KZ.DOC.RUS').params['rows'] as { types: string[]; minAge?: number }[];
  for (const row of rows) if (row.types.includes('internal-passport')) row.minAge = 60;
  return pack;
};
