import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import type { Clock, CrossingLog, OfficerBook, Random, StationStore, StayIndex, Watchlist } from '../../core/ports.ts';
import { systemClock } from '../clock.ts';
import { dataFolderPaths } from '../data-folder-paths.ts';
import { sha256 } from '../hash.ts';
import { systemRandom } from '../random.ts';
import type { VaultSeal } from '../vault-seal.ts';
import { openVault } from '../vault.ts';
import { checkHeader, connect, withFaults, type Connection } from './connection.ts';
import { createCrossingLog, type DatedDraft } from './crossing-log.ts';
import { DataFault } from './data-fault.ts';
import { lockFolder } from './folder-lock.ts';
import { checkVersion, migrate } from './migrate.ts';
import { createOfficerBook } from './officer-book.ts';
import { createPhrases } from './phrases.ts';
import { createProjections } from './projections.ts';
import { readableCopy } from './readable-copy.ts';
import { createSettings, type Settings } from './settings.ts';
import { createStationStore } from './station-store.ts';
import { createStayIndex } from './stay-index.ts';
import { verifyLog } from './verify.ts';
import { createWatchlist } from './watchlist.ts';

export type DataOptions = {
  readonly folder: string;
  /** 32 bytes in hex; the folder's own vault where it is not given. */
  readonly key?: string;
  /** How the vault's secrets lie on the disk; the kiosk's plain key file where it is not given. */
  readonly seal?: VaultSeal;
  /** Opens beside a running desk, to read, count and verify. */
  readonly readOnly?: boolean;
  readonly clock?: Clock;
  readonly random?: Random;
  /** IANA zone of a post; every post of the country has had one zone since 1 March 2024 (domain.md §2.5). */
  readonly zoneOf?: (post: string) => string;
};

/** A desk's data, open: the ports that live on the disk. */
export type DataFolder = {
  readonly log: CrossingLog;
  readonly stays: StayIndex;
  readonly watchlist: Watchlist;
  readonly officers: OfficerBook;
  readonly store: StationStore;
  /** Writes entries of other days in one transaction, for seeding alone. Returns how many. */
  appendAll(drafts: Iterable<DatedDraft>): number;
  /** Makes all projections again from the log. */
  rebuild(): void;
  close(): void;
};

const prepareFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!statSync(folder).isDirectory()) throw new DataFault('missing', `${folder} is not a folder.`, { folder });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    if (error instanceof DataFault) throw error;
    throw new DataFault(
      'read-only',
      `${folder} cannot be written. Give this user the folder, or name another.`,
      { folder },
      error,
    );
  }
};

const indexSalt = (settings: Settings, isReadOnly: boolean): string => {
  const known = settings.get('index-salt');
  if (known !== undefined || isReadOnly) return known ?? '';
  const made = randomBytes(16).toString('hex');
  settings.set('index-salt', made);
  return made;
};

const assemble = (connection: Connection, options: DataOptions, leave: () => void): DataFolder => {
  const { clock = systemClock, random = systemRandom, zoneOf = () => 'Asia/Almaty', readOnly = false } = options;
  const settings = createSettings(connection);
  const salt = indexSalt(settings, readOnly);
  const store = createStationStore(settings);
  const phrases = createPhrases(connection);
  const projections = createProjections(connection, salt, zoneOf);
  const stationId = (): string => {
    const id = store.config()?.stationId;
    if (id === undefined)
      throw new Error('a log needs its station first: save the configuration before the first entry');
    return id;
  };
  const { appendAll, crossingsByKeys, ...log } = createCrossingLog({
    connection,
    phrases,
    projections,
    stationId,
    zoneOf,
    clock,
    random,
    sha256,
  });
  const rebuild = connection.transaction(() => {
    projections.clear();
    for (let seq = 0; ;) {
      const entries = log.entriesAfter(seq, 1000);
      for (const entry of entries) projections.add(entry);
      const last = entries.at(-1);
      if (!last) return;
      seq = last.seq;
    }
  });
  return {
    log: {
      ...log,
      verify: (onProgress) =>
        verifyLog(
          { connection, phrases, stationId: store.config()?.stationId, acknowledged: store.acknowledged() },
          onProgress,
        ),
    },
    stays: createStayIndex({ ...log, appendAll, crossingsByKeys }, salt, clock),
    watchlist: createWatchlist(connection, settings, salt),
    officers: createOfficerBook(connection),
    store,
    appendAll,
    rebuild: () => rebuild.immediate(),
    close: () => {
      if (!readOnly && connection.open) leaveMark(connection);
      leave();
    },
  };
};

/** At every orderly end the log notes how long it is, so that a tail cut off later is missed. */
const leaveMark = (connection: Connection): void => {
  connection.exec('INSERT OR IGNORE INTO mark (seq, hash) SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1');
};

/**
 * Opens a desk's data folder, making it where it is not there. Throws DataFault: `locked` while another process writes,
 * `read-only`, `wrong-key`, `no-key`, `not-a-database`, `not-encrypted`, `newer`, `damaged`, `disk-full`, `missing`.
 */
export const openData = (options: DataOptions): DataFolder => {
  const { folder, seal, readOnly = false, clock = systemClock } = options;
  const paths = dataFolderPaths(folder);
  const isThere = existsSync(paths.log);
  if (readOnly && !isThere) throw new DataFault('missing', `${folder} holds no log.`, { folder });
  if (isThere) withFaults(paths.log, () => checkHeader(paths.log));
  if (!readOnly) prepareFolder(folder);
  const since = new Date(clock.now()).toISOString();
  const release = readOnly ? () => undefined : withFaults(paths.lock, () => lockFolder(folder, paths, since));
  let source: ReturnType<typeof readableCopy> | undefined;
  let connection: Connection | undefined;
  const leave = (): void => {
    connection?.close();
    source?.discard();
    release();
  };
  try {
    const { key = openVault({ folder: paths.vault, mayCreate: !isThere, ...(seal && { seal }) }).dataKey() } = options;
    source = readOnly
      ? withFaults(paths.log, () => readableCopy(paths.log))
      : { file: paths.log, discard: () => undefined };
    const opened = (connection = connect(source.file, key, readOnly));
    return withFaults(paths.log, () => {
      if (readOnly) checkVersion(opened, paths.log);
      else migrate(opened, paths.log);
      return assemble(opened, options, leave);
    });
  } catch (error) {
    leave();
    throw error;
  }
};
