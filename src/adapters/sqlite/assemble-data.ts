import { randomBytes } from 'node:crypto';
import type { Clock, CrossingLog, OfficerBook, Random, StationStore, StayIndex, Watchlist } from '../../core/ports.ts';
import type { CrossingRecord } from '../../domain/crossing-record.ts';
import type { Entry } from '../../domain/log.ts';
import { sha256 } from '../hash.ts';
import { backUp, pruneBackups, type Backup } from './backup.ts';
import type { Connection } from './connection.ts';
import { createCrossingLog, type DatedDraft, type SqliteLog } from './crossing-log.ts';
import { createOfficerBook } from './officer-book.ts';
import { createPersonIndex, type PersonIndex } from './person-index.ts';
import { createPhrases } from './phrases.ts';
import { createProjections, type Projections } from './projections.ts';
import { eraseBefore, type Erasure } from './retention.ts';
import { createSearch, type SearchQuery } from './search.ts';
import { createSettings, type Settings } from './settings.ts';
import { createStationStore } from './station-store.ts';
import { createStayIndex } from './stay-index.ts';
import { createTidying } from './tidying.ts';
import { verifyLog } from './verify.ts';
import { createWatchlist } from './watchlist.ts';

/** A desk's data, open: the ports that live on the disk. */
export type DataFolder = {
  readonly log: CrossingLog;
  readonly stays: StayIndex;
  readonly watchlist: Watchlist;
  readonly officers: OfficerBook;
  readonly store: StationStore;
  /** What an officer looks for, newest first. */
  search(query: SearchQuery, limit: number): CrossingRecord[];
  /** Writes entries of other days in one transaction, for seeding alone. Returns how many. */
  appendAll(drafts: Iterable<DatedDraft>): number;
  /** A verified copy in a folder, while the desk goes on; copies that age makes superfluous are taken away. */
  backup(to: string): Promise<Backup>;
  /** Retention: erases personal parts from before a local day, and says so in the log. */
  erase(erasure: Erasure): Entry | undefined;
  /** Transactions found torn on opening, after the last entry that was saved whole: each at most one entry. */
  readonly torn?: { readonly after: number; readonly upTo: number };
  /** Makes all projections again from the log. */
  rebuild(): void;
  close(): void;
};

/** What the ports are made of. */
export type DataParts = {
  readonly connection: Connection;
  readonly file: string;
  readonly key: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly zoneOf: (post: string) => string;
  readonly torn?: DataFolder['torn'];
  /** Lets go of the file and the folder. */
  leave(): void;
};

const indexSalt = (settings: Settings, isReadOnly: boolean): string => {
  const known = settings.get('index-salt');
  if (known !== undefined || isReadOnly) return known ?? '';
  const made = randomBytes(16).toString('hex');
  settings.set('index-salt', made);
  return made;
};

/** At every orderly end the log notes how long it is, so that a tail cut off later is missed. */
const leaveMark = (connection: Connection): void => {
  if (!connection.open || connection.readonly) return;
  try {
    connection.exec('INSERT OR IGNORE INTO mark (seq, hash) SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1');
  } catch {
    // A full or failing disk must not keep the desk from closing; the next orderly end leaves its mark.
  }
};

const rebuilt = (connection: Connection, log: SqliteLog, projections: Projections, persons: PersonIndex): void => {
  const work = connection.transaction(() => {
    projections.clear();
    for (let part = log.entriesAfter(0, 1000); part.length > 0; part = log.entriesAfter(part.at(-1)?.seq ?? 0, 1000)) {
      for (const entry of part) projections.add(entry);
    }
  });
  work.immediate();
  persons.rebuild();
};

/** The ports over an open database. */
export const assembleData = (parts: DataParts): DataFolder => {
  const { connection, clock, random, zoneOf, torn } = parts;
  const settings = createSettings(connection);
  const salt = indexSalt(settings, connection.readonly);
  const store = createStationStore(settings);
  const phrases = createPhrases(connection);
  const projections = createProjections(connection, zoneOf);
  const persons = createPersonIndex(connection, phrases, settings, salt);
  const stationId = (): string => {
    const id = store.config()?.stationId;
    if (id === undefined) throw new Error('a log needs its station: save the configuration before the first entry');
    return id;
  };
  const whole = createCrossingLog({
    connection,
    phrases,
    projections,
    persons,
    stationId,
    zoneOf,
    clock,
    random,
    sha256,
  });
  const tidying = createTidying(persons);
  const { append, head, entriesAfter, find, crossing, recent, openReferrals, crossingsOf, appendAll } = whole;
  const noted: CrossingLog['append'] = (draft) => {
    const entry = append(draft);
    tidying.nudge();
    return entry;
  };
  const log = { append: noted, head, entriesAfter, find, crossing, recent, openReferrals, crossingsOf };
  const verifyParts = () => ({
    connection,
    phrases,
    stationId: store.config()?.stationId,
    acknowledged: store.acknowledged(),
  });
  return {
    log: { ...log, verify: (onProgress) => verifyLog(verifyParts(), onProgress) },
    stays: createStayIndex(whole, salt, clock),
    watchlist: createWatchlist(connection, settings, salt),
    officers: createOfficerBook(connection),
    store,
    ...(torn && { torn }),
    search: createSearch(whole, persons, salt),
    appendAll,
    backup: async (to) => {
      const now = clock.now();
      const made = await backUp(connection, parts.file, parts.key, to, new Date(now).toISOString());
      pruneBackups(to, now);
      return made;
    },
    erase: (erasure) => eraseBefore(connection, whole, persons, sha256, zoneOf(store.config()?.post ?? ''), erasure),
    rebuild: () => rebuilt(connection, whole, projections, persons),
    close: () => {
      if (connection.open && !connection.readonly) tidying.stop();
      leaveMark(connection);
      parts.leave();
    },
  };
};
