import type { PartialDocument } from '../document/travel-document.ts';
import type { WatchlistEntry, WatchlistHit } from './watchlist-entry.ts';
import { isSameName, keysOfName, numberKey, subjectOf, watchlistKeys, type Subject } from './watchlist-keys.ts';

export type WatchlistIndex = ReadonlyMap<string, readonly WatchlistEntry[]>;
type Evidence = WatchlistHit['evidence'];

export const indexWatchlist = (entries: readonly WatchlistEntry[]): WatchlistIndex => {
  const index = new Map<string, WatchlistEntry[]>();
  for (const entry of entries) {
    for (const key of watchlistKeys(entry)) {
      const found = index.get(key);
      if (found) found.push(entry);
      else index.set(key, [entry]);
    }
  }
  return index;
};

const nameEvidence = (entry: WatchlistEntry, subject: Subject): Evidence => {
  const [theirs, ours] = [entry.birthDate, subject.birthDate];
  // A date cut to its year or month agrees with every day inside it.
  if (!theirs || !ours || !(theirs.startsWith(ours) || ours.startsWith(theirs))) return [];
  for (const name of entry.names) {
    const keys = keysOfName(name);
    const same = subject.names.find((each) => {
      const own = keysOfName(each);
      return keys !== undefined && own !== undefined && isSameName(keys, own);
    });
    if (same === undefined) continue;
    return [
      { on: 'name', theirs: name, ours: same },
      { on: 'birth-date', theirs, ours },
    ];
  }
  return [];
};

/**
 * Weighs one entry: a hit on the document number (1), on name and birth date together (0.9), or none. Citizenship is evidence
 * beside them and never a hit by itself.
 */
export const weighEntry = (entry: WatchlistEntry, subject: Subject): WatchlistHit | undefined => {
  const numbers = entry.documentNumbers.flatMap((theirs): Evidence => {
    const ours = subject.documentNumbers.find((number) => numberKey(number) === numberKey(theirs));
    return ours === undefined ? [] : [{ on: 'document-number', theirs, ours }];
  });
  const names = nameEvidence(entry, subject);
  const score = numbers.length > 0 ? 1 : names.length > 0 ? 0.9 : 0;
  if (score === 0) return undefined;
  const { citizenship: theirs } = entry;
  const { citizenship: ours } = subject;
  const state: Evidence = theirs && theirs === ours ? [{ on: 'citizenship', theirs, ours }] : [];
  return { entry: entry.id, score, evidence: [...numbers, ...names, ...state], reason: entry.reason };
};

/** Every entry that a subject hits, heaviest first, each once. */
export const matchSubject = (index: WatchlistIndex, subject: Subject): WatchlistHit[] => {
  const candidates = new Set(watchlistKeys(subject).flatMap((key) => index.get(key) ?? []));
  return [...candidates]
    .flatMap((entry) => weighEntry(entry, subject) ?? [])
    .sort((a, b) => b.score - a.score || b.evidence.length - a.evidence.length || (a.entry < b.entry ? -1 : 1));
};

/** Exact on document number, and on normalised name with birth date. */
export const matchWatchlist = (index: WatchlistIndex, document: PartialDocument): WatchlistHit[] =>
  matchSubject(index, subjectOf(document));
