import { readFileSync } from 'node:fs';
import { OpeningFault } from './opening-fault.ts';
import { passphraseSeal, type VaultSeal } from './vault-seal.ts';

const shortest = 12;

/** The seal of a passphrase that stands in a file, as a service's secret does (`BEKET_PASSPHRASE_FILE`). */
export const passphraseFile = (file: string) => async (): Promise<VaultSeal> => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    throw new OpeningFault(`The passphrase file ${file} cannot be read.`);
  }
  if (text.length < shortest) {
    throw new OpeningFault(`The passphrase in ${file} is too short: take ${String(shortest)} characters or more.`);
  }
  return passphraseSeal(text);
};
