import type { FeedAnswer, FeedName, KnownDesk, StayItem } from '../contract/feeds.ts';
import type { Post } from '../domain/post.ts';
import type { VerifySignature } from '../domain/rules/signed-pack.ts';
import type { TravelFinding } from '../domain/travel-finding.ts';
import type { WatchlistEntry } from '../domain/watchlist/watchlist-entry.ts';
import type { UplinkResult } from './ports.ts';

/** The line down: one batch of a feed behind a cursor. Never throws for what the line does. */
export type FeedLine = (
  url: string,
  stationId: string,
  feed: FeedName,
  after: string | undefined,
) => Promise<UplinkResult<FeedAnswer>>;

/** How far a feed has been taken in: the cursor, and the centre's instant as of which the desk has it. */
export type FeedMark = {
  readonly cursor?: string | undefined;
  readonly at?: string | undefined;
  readonly since?: string | undefined;
  /** True where the last batch was the last there was. */
  readonly isWhole: boolean;
  /** Of packs: hash of the last one published. */
  readonly latest?: string | undefined;
};

export type FeedMemory = { mark(feed: FeedName): FeedMark; save(feed: FeedName, mark: FeedMark): void };

/** The country's crossings on this desk. What was taken in and the mark behind it stand or fall together. */
export type NationalStays = {
  mark(): FeedMark;
  take(items: readonly StayItem[], mark: FeedMark): Promise<void>;
  restart(): Promise<void>;
};

/** Entries of the list that came from the centre; those an administrator imported here are left alone. */
export type WatchChanges = {
  change(changes: readonly ({ put: WatchlistEntry } | { drop: string })[], at: string): void;
  restart(): void;
};

/** Things by id that the centre tells and the desk keeps. */
export type Kept<T> = { put(id: string, value: T): void; drop(id: string): void; list(): readonly T[]; clear(): void };

export type FeedPorts = {
  readonly line: FeedLine;
  readonly memory: FeedMemory;
  readonly verify: VerifySignature;
  readonly national: NationalStays;
  readonly watchlist: WatchChanges;
  readonly posts: Kept<Post>;
  readonly findings: Kept<TravelFinding>;
  /** Desks of this post, and the keys they sign with. */
  readonly desks: Kept<KnownDesk>;
};
