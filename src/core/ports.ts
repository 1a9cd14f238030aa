import type { CrossingRecord } from '../domain/crossing-record.ts';
import type { PartialDocument, TravelDocument } from '../domain/document/travel-document.ts';
import type { RawScan, Reading } from '../domain/document/reading.ts';
import type { ChainFault, ChainHead, Entry, EntryKind, Sha256, StoredEntry } from '../domain/log.ts';
import type { Officer } from '../domain/officer.ts';
import type { Post } from '../domain/post.ts';
import type { HistoryEvent } from '../domain/stay.ts';
import type { Period, Tally } from '../domain/tally-report.ts';
import type { WatchlistEntry, WatchlistHit } from '../domain/watchlist/watchlist-entry.ts';
import type { RefusalForm } from '../domain/refusal-form.ts';
import type { RulePack } from '../domain/rules/pack.ts';
import type { HandoverPrinter } from './handover-ports.ts';
import type { KeepingPorts } from './keeping-ports.ts';
import type { PackPorts } from './packs-ports.ts';
import type { PaperCheck } from './paper-ports.ts';
import type { TallyHeading, WorkbookMaker } from './report-ports.ts';
import type { SlipPrinter } from './slip-ports.ts';
import type { SealFault } from '../domain/shift-seal.ts';
import type { PersonSearch } from './look-up-ports.ts';
import type { Evidence, EvidencePrinter, SealPaper } from './shift-ports.ts';
import type { StickPort } from './stick-ports.ts';
import type { FeedPorts } from './feed-ports.ts';
import type { FleetPorts } from './fleet-ports.ts';
import type { NeighbourPort } from './neighbour-ports.ts';
import type { StationConfig } from './station-config.ts';
import type { EnrolRequest, EnrolResponse, EntriesResponse, HeadResponse } from '../contract/uplink.ts';

/** The desk's clock. `now` is epoch milliseconds, UTC; `ticks` is monotonic milliseconds. */
export type Clock = { now(): number; ticks(): number };

/** What a caller gives; sequence, time, hash and salt are the log's own. */
export type EntryDraft = {
  readonly kind: EntryKind;
  readonly body: Readonly<Record<string, unknown>>;
  readonly personal?: Readonly<Record<string, unknown>>;
};

export type VerifyReport = {
  readonly ok: boolean;
  /** Entries that hold, from the first on. */
  readonly entries: number;
  /** First entry that does not hold; for `projection` the first to be indexed again, though the entries themselves do. */
  readonly firstBad?: number;
  readonly reason?: ChainFault | 'unreadable' | 'projection' | SealFault;
};

/** Append-only, hash-chained. `append` returns after the bytes are on the disk. Only one process writes a log. */
export type CrossingLog = {
  append(draft: EntryDraft): Entry;
  /** Several at once in one transaction: all of them are on the disk, or none. */
  appendTogether(drafts: readonly EntryDraft[]): Entry[];
  head(): ChainHead;
  /** Ascending by sequence. */
  entriesAfter(seq: number, limit: number): StoredEntry[];
  find(seq: number): StoredEntry | undefined;
  /** A crossing with all that was later laid over it. */
  crossing(seq: number): CrossingRecord | undefined;
  /** Newest first. */
  recent(limit: number, beforeSeq?: number): CrossingRecord[];
  /** Referrals without a result, oldest first. */
  openReferrals(): CrossingRecord[];
  /**
   * Crossings written down in a period of the post's local days (or in a shift), and those corrected into it since, voided
   * ones and ones corrected out of it included, ascending: what is counted of them, without their personal parts and days
   * of stay. `tally` counts those that took place in it.
   */
  crossingsOf(period: Period): CrossingRecord[];
  verify(onProgress?: (done: number, total: number) => void): Promise<VerifyReport>;
};

/** Crossings of one person, found by document number, personal number, or name with birth date and citizenship. */
export type StayIndex = {
  history(
    document: TravelDocument | PartialDocument,
    sinceDay: string,
  ): {
    events: HistoryEvent[];
    asOf: string;
    complete: boolean;
    /** Other desks of the post that told later than the centre, and the earliest instant of what they told. */
    neighbours?: { desks: number; asOf: string };
  };
};

/** Nobody is matched against it before `finish`, which puts it in the place of the list before. */
export type WatchlistStage = {
  add(entries: readonly WatchlistEntry[]): void;
  finish(at: string): void;
  /** Clears away some of what is not in force; false once there is nothing left. */
  sweep(): boolean;
};

export type Watchlist = {
  /** Replaces the list in one transaction. */
  replace(entries: readonly WatchlistEntry[], at: string): void;
  /** A new list beside the one in force, bit by bit. */
  stage(): WatchlistStage;
  match(document: PartialDocument): WatchlistHit[];
  info(): { entries: number; updatedAt?: string };
};

/** Packs and posts, as data from `resources/`. */
export type RuleStore = {
  /** The pack in force at an instant (epoch milliseconds) on the local day of `zone`, the state's usual zone where it is left out. */
  packAt(instant: number, zone?: string): RulePack;
  packByHash(hash: string): RulePack | undefined;
  posts(): readonly Post[];
};

/** Turns raw scans into readings in worker threads. Never rejects on what a traveller hands over. */
export type Reader = { read(scan: RawScan): Promise<Reading[]>; close(): Promise<void> };

export type OfficerBook = {
  find(badge: string): Officer | undefined;
  list(): Officer[];
  /** Inserts or replaces; `pinHash` is kept where it is not given. */
  save(officer: Officer, pinHash?: string): void;
  pinHash(badge: string): string | undefined;
};

/** Keys and secrets. PIN hashes are scrypt, in PHC string form. */
export type Vault = {
  hashPin(pin: string): Promise<string>;
  checkPin(pin: string, hash: string): Promise<boolean>;
  /** Ed25519 public key of the station, SPKI DER in Base64. */
  publicKey(): string;
  /** Signature in Base64. */
  sign(text: string): string;
};

/** Small facts of the desk that are not evidence: where it stands, how far the centre has acknowledged. */
export type StationStore = {
  config(): StationConfig | undefined;
  saveConfig(config: StationConfig): void;
  /** Highest sequence any centre acknowledged; never goes back. */
  acknowledged(): number;
  /** The same of one centre, 0 where it never did: another centre holds nothing of ours. */
  acknowledgedBy(centreId: string): number;
  saveAcknowledged(seq: number, centreId?: string): void;
  /** When this desk was last in step with a centre, epoch milliseconds; never goes back. */
  lastSync(centreId: string): number | undefined;
  saveLastSync(at: number, centreId: string): void;
};

/** Why the line failed, as a word the page has a sentence for. */
export type UplinkFault = {
  readonly code:
    | 'unreachable'
    | 'timeout'
    | 'not-a-centre'
    | 'tls'
    | 'bad-code'
    /** The centre's key is not the one whose fingerprint came with the code. */
    | 'wrong-centre'
    | 'unknown-station'
    | 'revoked'
    | 'bad-signature'
    | 'clock-skew'
    | 'gap'
    | 'fork'
    | 'bad-chain'
    | 'bad-schema'
    | 'too-large'
    /** The centre knows the desk or the officer, and does not let them do this. */
    | 'not-allowed'
    | 'no-such-station'
    | 'server-error';
  readonly detail?: string;
  readonly acknowledged?: number;
};
export type UplinkResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: UplinkFault };

/** The line to the centre. Never throws for what the line does. */
export type Uplink = {
  enrol(url: string, request: EnrolRequest): Promise<UplinkResult<EnrolResponse>>;
  head(url: string, stationId: string): Promise<UplinkResult<HeadResponse>>;
  push(url: string, stationId: string, entries: readonly StoredEntry[]): Promise<UplinkResult<EntriesResponse>>;
};

/** Makes papers. Bytes of the file. */
export type Printer = EvidencePrinter &
  WorkbookMaker & {
    tallyPdf(tally: Tally, heading: TallyHeading, language: 'kk' | 'ru' | 'en'): Promise<Uint8Array>;
    /** A page in each language, the traveller's own first. */
    refusalPdf(form: RefusalForm, languages: readonly ('kk' | 'ru' | 'en')[]): Promise<Uint8Array>;
  };

export type Random = {
  /** Lower-case hex of `bytes` random bytes. */
  hex(bytes: number): string;
};

/** Base64 of bytes and of UTF-8 text, and back, which a pure room cannot make for itself. */
export type Base64 = {
  ofBytes(bytes: Uint8Array): string;
  ofText(text: string): string;
  toBytes(base64: string): Uint8Array;
};

/** Calls `act` once after `ms` milliseconds; the result cancels it. */
export type Schedule = (ms: number, act: () => void) => () => void;

/** Calls back with each new picture of a folder, name and Base64; answers how to stop, or nothing where it cannot be read. */
export type FolderWatch = (
  folder: string,
  onPicture: (name: string, base64: string) => void,
) => (() => void) | undefined;

export type Ports = {
  readonly clock: Clock;
  readonly random: Random;
  readonly sha256: Sha256;
  readonly base64: Base64;
  readonly schedule: Schedule;
  readonly log: CrossingLog;
  readonly stays: StayIndex;
  readonly evidence: Evidence;
  readonly people: PersonSearch;
  readonly rules: RuleStore;
  readonly watchlist: Watchlist;
  readonly officers: OfficerBook;
  readonly store: StationStore;
  readonly vault: Vault;
  readonly reader: Reader;
  readonly uplink: Uplink;
  readonly feeds: FeedPorts;
  readonly printer: Printer;
  readonly slips: SlipPrinter;
  readonly handovers: HandoverPrinter;
  readonly sealPaper: SealPaper;
  readonly papers: PaperCheck;
  readonly watchFolder: FolderWatch;
  readonly keeping: KeepingPorts;
  readonly packs: PackPorts;
  readonly stick: StickPort;
  readonly fleet: FleetPorts;
  readonly neighbour: NeighbourPort;
  /** Fills an empty log with invented people and crossings (`--demo`). Wired by the shells. */
  readonly seedDemo: () => Promise<void>;
  readonly version: string;
};
