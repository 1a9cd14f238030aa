import type { BackupStore } from './backup-ports.ts';
import type { Retention } from './retention-ports.ts';

/** The words that open the log when its keys are gone. They are made here and kept nowhere. */
export type RecoveryKeys = {
  make(): string[];
  /** The same words as a QR code: side in modules, and a path of one unit a module. */
  qr(words: readonly string[]): { readonly size: number; readonly path: string };
  /** Closes the desk's keys under the words; those before open nothing any more. */
  keep(words: readonly string[], at: string): void;
  madeAt(): string | undefined;
};

/** What an older version did not write of what crossings are found by. */
export type Reindex = {
  isDue(): boolean;
  /** A hundredth of a second of it; answers how far it is, in entries. */
  step(): { readonly done: number; readonly total: number };
};

export type KeepingPorts = {
  readonly backups: BackupStore;
  readonly retention: Retention;
  readonly reindex: Reindex;
  readonly recovery: RecoveryKeys;
  /** Puts the keys under a passphrase or back into a key file; missing where a keyring keeps them. */
  readonly passphrase?: { isSet(): boolean; set(passphrase: string | undefined): void };
  /** Closes this desk, puts the copy in its place and opens it again. Resolves when that has begun. */
  restore(file: string): void;
  /** Closes an empty desk for it to become another from a copy. Resolves when that has begun. */
  beginRepair(): void;
};
