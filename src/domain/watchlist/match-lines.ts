import * as v from 'valibot';
import { indexWatchlist, matchSubject, type WatchlistIndex } from './match-watchlist.ts';
import { watchlistEntrySchema, type WatchlistEntry, type WatchlistHit } from './watchlist-entry.ts';

const strings = v.optional(v.array(v.string()), []);

const listLineSchema = v.object({
  ...watchlistEntrySchema.entries,
  names: strings,
  documentNumbers: strings,
  reason: v.optional(v.string(), ''),
});

const queryLineSchema = v.object({
  id: v.union([v.string(), v.number()]),
  names: strings,
  documentNumbers: strings,
  birthDate: v.optional(v.string()),
  citizenship: v.optional(v.string()),
});

const parsed = <T extends v.GenericSchema>(schema: T, line: string): v.InferOutput<T> | undefined => {
  try {
    const result = v.safeParse(schema, JSON.parse(line));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
};

export type ListReading = {
  readonly index: WatchlistIndex;
  readonly problems: readonly { readonly line: number; readonly code: string }[];
};

/** A watchlist of JSON lines; faulty lines are named by number and left out. */
export const readList = (text: string): ListReading => {
  const problems: { line: number; code: string }[] = [];
  const entries: WatchlistEntry[] = [];
  text.split(/\r?\n/).forEach((line, i) => {
    if (line.trim() === '') return;
    const entry = parsed(listLineSchema, line);
    if (entry) entries.push(entry);
    else problems.push({ line: i + 1, code: 'bad-line' });
  });
  return { index: indexWatchlist(entries), problems };
};

export type MatchAnswer = { readonly id: string | number; readonly hits: readonly Omit<WatchlistHit, 'reason'>[] };

/** One query line against the list; `undefined` where the line is no query. */
export const matchLine = (line: string, index: WatchlistIndex): MatchAnswer | undefined => {
  const query = parsed(queryLineSchema, line);
  if (!query) return undefined;
  const { id, names, documentNumbers, birthDate, citizenship } = query;
  const subject = { names, documentNumbers, ...(birthDate && { birthDate }), ...(citizenship && { citizenship }) };
  return { id, hits: matchSubject(index, subject).map(({ entry, score, evidence }) => ({ entry, score, evidence })) };
};
