import { DataFault, type DataFaultCode } from './sqlite/data-fault.ts';
import { VaultFault } from './vault-seal.ts';

/** What to do where the fault's own sentence does not say it. */
const advice: Partial<Record<DataFaultCode, string>> = {
  'read-only': 'Give this user the right to write there, or name another folder with --data.',
  'disk-full': 'Free some space, then start again. Nothing that was saved is lost.',
  newer: 'Start the version of Beket that wrote it, or name another folder with --data. Nothing was changed.',
  'wrong-key': 'Bring back the vault folder that belongs to it. Nothing was changed.',
  'no-key': 'Bring back the vault folder that belongs to it. Nothing was changed.',
  damaged: 'Leave the folder as it is and bring back the last backup in a new one.',
  'not-a-database': 'Name another folder with --data. Nothing was changed.',
  'not-encrypted': 'Name another folder with --data. Nothing was changed.',
};

/** A desk that must not be opened, in a sentence that says what to do. */
export class OpeningFault extends Error {
  override readonly name = 'OpeningFault';
}

/** Why a desk does not open, in one line for whoever starts it; `undefined` for a fault of our own. */
export const openingFault = (error: unknown): string | undefined => {
  if (error instanceof DataFault) return [error.message, advice[error.code]].filter(Boolean).join(' ');
  if (error instanceof VaultFault || error instanceof OpeningFault) return error.message;
  return undefined;
};
