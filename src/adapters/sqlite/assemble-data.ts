import { randomBytes } from 'node:crypto';
import type { Clock, CrossingLog, OfficerBook, Random, StationStore, StayIndex, Watchlist } from '../../core/ports.ts';
import type { PackShelf } from '../../core/packs-ports.ts';
import type { CrossingRecord } from '../../domain/crossing-record.ts';
import { sha256 } from '../hash.ts';
import type { Backup, BackupStore, CopyOptions } from '../../core/backup-ports.ts';
import type { Erased, Erasure, ErasureOptions, Retention } from '../../core/retention-ports.ts';
import { createBackupStore } from './backup-store.ts';
import type { FeedPorts } from '../../core/feed-ports.ts';
import type { FleetPorts } from '../../core/fleet-ports.ts';
import type { Connection } from './connection.ts';
import { createCrossingLog, type DatedDraft, type SqliteLog } from './crossing-log.ts';
import { createFeedMemory, createKept } from './centre-book.ts';
import type { NationalIndex } from './national/national-index.ts';
import { createJoinedStays, type NeighbourWords } from './national/joined-stays.ts';
import { createOfficerBook } from './officer-book.ts';
import { createPackShelf } from './pack-shelf.ts';
import { createPersonIndex, type PersonIndex } from './person-index.ts';
import { createPhrases } from './phrases.ts';
import { createProjections, type Projections } from './projections.ts';
import { createReindex } from './reindex.ts';
import { countDue, eraseBefore } from './retention.ts';
import { createSearch, type SearchQuery } from './search.ts';
import { createEvidence } from './evidence.ts';
import { checkShifts } from './shift-check.ts';
import type { Reindex } from '../../core/keeping-ports.ts';
import type { PersonSearch } from '../../core/look-up-ports.ts';
import type { Evidence } from '../../core/shift-ports.ts';
import { createSettings, type Settings } from './settings.ts';
import { createStationStore } from './station-store.ts';
import { createStayIndex } from './stay-index.ts';
import { createTidying } from './tidying.ts';
import { createUnderWatch } from './under-watch.ts';
import { verifyLog } from './verify.ts';
import { createWatchChanges } from './watch-changes.ts';
import { createWatchlist } from './watchlist.ts';

/** A desk's data, open: the ports that live on the disk. */
export type DataFolder = {
  readonly log: CrossingLog;
  /** Crossings of persons at this desk. */
  readonly stays: StayIndex;
  /** The same, joined with the country's and with what other desks of the post told. */
  withNational(national: NationalIndex, neighbours?: NeighbourWords): StayIndex;
  /** What the centre told this desk. */
  readonly centre: Pick<FeedPorts, 'memory' | 'watchlist' | 'posts' | 'findings' | 'desks'>;
  readonly fleet: Pick<FleetPorts, 'notices' | 'orders' | 'checks'>;
  readonly watchlist: Watchlist;
  readonly officers: OfficerBook;
  readonly store: StationStore;
  /** Rule packs the desk was given, and when they were put into force. */
  readonly packs: PackShelf;
  /** What an officer looks for, newest first. */
  readonly people: PersonSearch;
  readonly evidence: Evidence;
  search(query: SearchQuery, limit: number): CrossingRecord[];
  /** Writes entries of other days in one transaction, for seeding alone. Returns how many. */
  appendAll(drafts: Iterable<DatedDraft>): number;
  /** A verified copy in a folder, while the desk goes on; copies that age makes superfluous are taken away. */
  backup(to: string, options?: CopyOptions): Promise<Backup>;
  readonly backups: BackupStore;
  readonly retention: Retention;
  readonly reindex: Reindex;
  /** Retention: erases personal parts from before a local day, and says so in the log. */
  erase(erasure: Erasure, options?: ErasureOptions): Promise<Erased>;
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

const mostPosts = 500;
const mostFindings = 1000;
const mostNotices = 200;

/** What a thread that verifies is given at a time; a log that is no longer is read without threads. */
const entriesAtATime = 50_000;

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
  const tidying = createTidying(persons, connection);
  const { append, head, entriesAfter, find, crossing, recent, openReferrals, crossingsOf, appendAll } = whole;
  const noted: CrossingLog['append'] = (draft) => {
    const entry = append(draft);
    tidying.nudge();
    return entry;
  };
  const together: CrossingLog['appendTogether'] = (drafts) => {
    const entries = whole.within(() => drafts.map((draft) => append(draft)));
    tidying.nudge();
    return entries;
  };
  const log = {
    append: noted,
    appendTogether: together,
    head,
    entriesAfter,
    find,
    crossing,
    recent,
    openReferrals,
    crossingsOf,
  };
  const verifyParts = () => ({
    connection,
    phrases,
    stationId: store.config()?.stationId,
    acknowledged: store.acknowledged(),
    threads: { file: parts.file, key: parts.key, perPart: entriesAtATime },
  });
  const backups = createBackupStore({ file: parts.file, key: parts.key, clock, isLive: !connection.readonly });
  const watchlist = createWatchlist(connection, settings, salt);
  const underWatch = createUnderWatch({ log: whole, watchlist });
  const erasing = () => {
    const zone = zoneOf(store.config()?.post ?? '');
    return { connection, log: whole, persons, sha256, zone, underWatch };
  };
  const retention: Retention = {
    due: (before) => countDue(erasing(), before),
    erase: (erasure, options) => eraseBefore(erasing(), erasure, options),
  };
  const evidence = createEvidence(connection, find);
  const people = createSearch(whole, persons, salt);
  const verify: CrossingLog['verify'] = async (onProgress) => {
    const report = await verifyLog(verifyParts(), onProgress);
    return report.ok ? checkShifts(evidence, find, report) : report;
  };
  return {
    log: { ...log, verify },
    stays: createStayIndex(whole, salt, clock),
    centre: {
      memory: createFeedMemory(settings),
      watchlist: createWatchChanges(connection, settings, salt),
      posts: createKept(settings, 'centre-posts', mostPosts),
      findings: createKept(settings, 'centre-findings', mostFindings),
      desks: createKept(settings, 'centre-desks', mostPosts),
    },
    fleet: {
      notices: createKept(settings, 'centre-notices', mostNotices),
      orders: createKept(settings, 'centre-orders', mostNotices),
      checks: createKept(settings, 'chain-check', 1),
    },
    withNational: (national, neighbours) =>
      createJoinedStays({
        local: createStayIndex(whole, salt, clock),
        log: whole,
        salt,
        national,
        ...(neighbours && { neighbours }),
        stayKey: () => store.config()?.centre?.stayKey,
        clock,
      }),
    watchlist,
    officers: createOfficerBook(connection),
    store,
    packs: createPackShelf(connection, settings, find),
    ...(torn && { torn }),
    people,
    evidence,
    search: people.find,
    appendAll,
    backup: backups.copy,
    backups,
    retention,
    reindex: createReindex({ connection, log: whole, settings, salt }),
    erase: retention.erase,
    rebuild: () => rebuilt(connection, whole, projections, persons),
    close: () => {
      if (connection.open && !connection.readonly) tidying.stop();
      leaveMark(connection);
      parts.leave();
    },
  };
};
