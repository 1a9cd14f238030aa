import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { Clock, Random } from '../../core/ports.ts';
import { systemClock } from '../clock.ts';
import { dataFolderPaths } from '../data-folder-paths.ts';
import { systemRandom } from '../random.ts';
import type { VaultSeal } from '../vault-seal.ts';
import { openVault } from '../vault.ts';
import { assembleData, type DataFolder } from './assemble-data.ts';
import { checkHeader, connect, withFaults, type Connection } from './connection.ts';
import { DataFault } from './data-fault.ts';
import { lockFolder } from './folder-lock.ts';
import { migrateLog } from './migrate-log.ts';
import { checkVersion, migrate, schemaVersion } from './migrate.ts';
import { tellMigrating } from './migrating-line.ts';
import { readAsWhole } from './older-rows.ts';
import { checkOnOpening } from './opening-check.ts';
import { readableCopy } from './readable-copy.ts';
import { finishRestoring } from './restore.ts';
import { commitsIn } from './wal-check.ts';

export type { DataFolder } from './assemble-data.ts';

export type DataOptions = {
  readonly folder: string;
  /** 32 bytes in hex; the folder's own vault where it is not given. */
  readonly key?: string;
  /** How the vault's secrets lie on the disk; the kiosk's plain key file where it is not given. */
  readonly seal?: VaultSeal;
  /** Opens beside a running desk, to read, count and verify. */
  readonly readOnly?: boolean;
  /** Hears how far a change of the schema has come; told on standard error where nobody else hears it. */
  readonly onMigrating?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly clock?: Clock;
  readonly random?: Random;
  /** IANA zone of a post; every post of the country has had one zone since 1 March 2024 (domain.md §2.5). */
  readonly zoneOf?: (post: string) => string;
};

const prepareFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!statSync(folder).isDirectory()) throw new DataFault('missing', `${folder} is not a folder.`, { folder });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    if (error instanceof DataFault) throw error;
    const message = `${folder} cannot be written. Give this user the folder, or name another.`;
    throw new DataFault('read-only', message, { folder }, error);
  }
};

/** A log put back from a copy says so in its first entry after it: whoever holds more entries sees the fork (T13). */
const noteRestored = ({ log, store }: DataFolder, noteFile: string): void => {
  if (!existsSync(noteFile)) return;
  if (store.config()) {
    const { seq, hash } = log.head();
    const { copy } = JSON.parse(readFileSync(noteFile, 'utf8')) as { copy: string };
    log.append({ kind: 'restored', body: { fromSeq: seq, fromHash: hash, copy } });
  }
  rmSync(noteFile);
};

const openToWrite = (options: DataOptions): DataFolder => {
  const { folder, seal, clock = systemClock, random = systemRandom, zoneOf = () => 'Asia/Almaty' } = options;
  const paths = dataFolderPaths(folder);
  const file = paths.log;
  if (existsSync(file)) withFaults(file, () => checkHeader(file));
  prepareFolder(folder);
  const release = withFaults(paths.lock, () => lockFolder(folder, paths, new Date(clock.now()).toISOString()));
  let connection: Connection | undefined;
  const leave = (): void => {
    connection?.close();
    release();
  };
  try {
    withFaults(file, () => finishRestoring(folder));
    const isThere = existsSync(file);
    const { key = openVault({ folder: paths.vault, mayCreate: !isThere, ...(seal && { seal }) }).dataKey() } = options;
    const commits = commitsIn(`${file}-wal`);
    const first = (connection = connect(file, key, false));
    return withFaults(file, () => {
      const version = checkVersion(first, file);
      if (version === 0) migrate(first, file);
      const isOld = version > 0 && version < schemaVersion;
      if (isOld) readAsWhole(first);
      const torn = checkOnOpening(first, file, commits);
      if (isOld) {
        first.close();
        migrateLog(file, key, version, options.onMigrating ?? tellMigrating());
      }
      const opened = (connection = isOld ? connect(file, key, false) : first);
      const data = assembleData({ connection: opened, file, key, clock, random, zoneOf, leave, ...(torn && { torn }) });
      noteRestored(data, paths.restored);
      return data;
    });
  } catch (error) {
    leave();
    throw error;
  }
};

const openToRead = (options: DataOptions): DataFolder => {
  const { folder, seal, clock = systemClock, random = systemRandom, zoneOf = () => 'Asia/Almaty' } = options;
  const paths = dataFolderPaths(folder);
  const file = paths.log;
  if (!existsSync(file)) throw new DataFault('missing', `${folder} holds no log.`, { folder });
  withFaults(file, () => checkHeader(file));
  const { key = openVault({ folder: paths.vault, mayCreate: false, ...(seal && { seal }) }).dataKey() } = options;
  const source = withFaults(file, () => readableCopy(file));
  let connection: Connection | undefined;
  const leave = (): void => {
    connection?.close();
    source.discard();
  };
  try {
    const opened = (connection = connect(source.file, key, true));
    return withFaults(file, () => {
      checkVersion(opened, file);
      readAsWhole(opened);
      return assembleData({ connection: opened, file: source.file, key, clock, random, zoneOf, leave });
    });
  } catch (error) {
    leave();
    throw error;
  }
};

/**
 * Opens a desk's data folder, making it where it is not there. Throws DataFault: `locked` while another process writes,
 * `read-only`, `wrong-key`, `not-a-database`, `not-encrypted`, `newer`, `damaged`, `disk-full`, `missing`; and VaultFault.
 */
export const openData = (options: DataOptions): DataFolder =>
  options.readOnly ? openToRead(options) : openToWrite(options);
