import type { VerifyReport } from './ports.ts';

/** Bytes while copying, entries while reading the copy through. */
export type CopyProgress = { readonly step: 'copy' | 'verify'; readonly done: number; readonly total: number };
export type CopyOptions = {
  readonly onProgress?: (progress: CopyProgress) => void;
  /** Asked a few times a second; true ends the copying and takes away what was written. */
  readonly isCalledOff?: () => boolean;
};

export type Backup = {
  readonly file: string;
  /** Last entry the copy holds. */
  readonly seq: number;
  readonly hash: string;
  readonly bytes: number;
};

export type FoundBackup = {
  readonly file: string;
  /** When it was made, ISO instant. */
  readonly at: string;
  readonly seq: number;
  readonly bytes: number;
};

/** Whole, verified copies of the log. Rejects with an error whose `code` says why: `disk-full`, `missing`, `read-only` … */
export type BackupStore = {
  /** The folder of the desk's own copies, within its data. */
  readonly ownFolder: string;
  /** Copies while the desk goes on, and takes away the copies that age makes superfluous. */
  copy(folder: string, options?: CopyOptions): Promise<Backup>;
  /** Newest first; none where the folder cannot be read. */
  list(folder: string): FoundBackup[];
  /** Reads a copy through, from its first entry to its last. */
  verify(file: string, options?: CopyOptions): Promise<VerifyReport>;
  /** True where a folder is there and can be written to, as a stick that is plugged in. */
  isUsable(folder: string): boolean;
};
