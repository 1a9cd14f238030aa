import type { FeedName, StayItem } from '../contract/feeds.ts';
import type { NeighbourStay } from '../contract/neighbour.ts';
import type { CarriedResponse } from '../contract/uplink.ts';
import type { ListeningFault } from '../contract/neighbour-views.ts';
import type { UplinkResult } from './ports.ts';

/** What came in at the door of this desk, before anything of it is believed. */
export type DoorRequest = { readonly headers: Readonly<Record<string, string | undefined>>; readonly body: string };
export type DoorAnswer = { readonly status: number; readonly body: string };

export type NeighbourSettings = {
  readonly on: boolean;
  /** Address and port of this machine at which other desks may ask. */
  readonly host: string;
  readonly port: number;
  /** `host:port` of each other desk. */
  readonly others: readonly string[];
};

/** How far the log of another desk is known here, and when it was last heard. */
export type NeighbourMark = {
  readonly station: string;
  /** Crossings up to this entry are known, from the desk itself or because the centre's feed speaks of them. */
  readonly after: number;
  readonly hash?: string;
  /** ISO instant at which the desk itself last told us where its log stands. */
  readonly heardAt?: string;
};

/** Entries of another desk, sealed to the centre's key: nobody here reads them. */
export type Parcel = { readonly station: string; readonly after: number; readonly to: number };
export type CarriedAnswer = { readonly station: string; readonly acknowledged: number; readonly text: string };
export type KeptBatch = {
  readonly feed: FeedName;
  readonly from: string | undefined;
  readonly to: string;
  readonly at: string;
  readonly isRestart: boolean;
  /** The answer of the centre as it came. */
  readonly text: string;
};

/** What a desk keeps of and for its neighbours. It can be thrown away: others hold all of it too. */
export type NeighbourShelf = {
  /** False where this nonce was seen before. */
  isFresh(station: string, nonce: string, now: number): boolean;
  keepBatch(batch: KeptBatch): void;
  /** The batch that brings a desk on from a cursor, or tells it the same as of later. */
  batchAfter(feed: FeedName, cursor: string | undefined, at: string | undefined): string | undefined;
  marks(): NeighbourMark[];
  /** Rows take the place of what was known of the same crossings. */
  takeStays(mark: NeighbourMark, rows: readonly NeighbourStay[]): void;
  forget(station: string): void;
  /** The centre's feed speaks of these logs up to these entries: its word stands from here on. */
  centreSpeaks(heads: Readonly<Record<string, number>>): void;
  /** The centre began its feed anew: what it spoke of it speaks of no longer. */
  restartStays(): void;
  /** Answers whether it lies here now. */
  keepParcel(parcel: Parcel, bytes: Uint8Array, now: number): boolean;
  /** In the order they were written. */
  parcels(): Parcel[];
  bytesOf(parcel: Parcel): Uint8Array | undefined;
  /** Entries of a station that the centre has by its answers here, or that lie here behind them without a gap. */
  carriedUpTo(station: string): number;
  /** Entries waiting. */
  carried(): number;
  hasRoom(): boolean;
  dropParcels(station: string, upTo: number): void;
  keepAnswer(answer: CarriedAnswer): void;
  answers(): CarriedAnswer[];
};

export type NeighbourSealing = {
  /** A key pair for one question. */
  question(): {
    readonly ephemeral: string;
    open(answer: { readonly ephemeral: string; readonly sealed: string }, context: string): string | undefined;
  };
  /** Seals an answer to the key of a question; nothing where that is no key. */
  seal(text: string, ephemeral: string, context: string): { ephemeral: string; sealed: string } | undefined;
};

export type NeighbourPort = {
  readonly shelf: NeighbourShelf;
  readonly sealing: NeighbourSealing;
  /** Keyed hash of a word that finds a person, as the centre makes it. */
  keyOf(word: string, stayKey: string): StayItem[0][number];
  /** One question to an address. Never throws for what the network does. */
  post(
    address: string,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<{ readonly text: string } | { readonly fault: 'unreachable' | 'timeout' | 'not-a-desk' }>;
  /** Opens the door of this desk to others. `answer` is asked for each request within the limits. */
  listen(
    host: string,
    port: number,
    answer: (request: DoorRequest) => DoorAnswer,
  ): Promise<{ readonly port: number; stop(): Promise<void> } | { readonly fault: ListeningFault }>;
  /** Brings another desk's sealed entries to the centre. */
  deliver(url: string, stationId: string, parcel: Uint8Array): Promise<UplinkResult<CarriedResponse>>;
};
