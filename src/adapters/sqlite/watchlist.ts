import type { Watchlist } from '../../core/ports.ts';
import type { PartialDocument } from '../../domain/document/travel-document.ts';
import type { WatchlistEntry, WatchlistHit } from '../../domain/watchlist/watchlist-entry.ts';
import type { Connection } from './connection.ts';
import { keyOf } from './look-up-keys.ts';
import type { Settings } from './settings.ts';

const compact = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
const nameWord = (name: string, birthDate: string): string => `name ${compact(name)} ${birthDate}`;
const numberWord = (number: string): string => `number ${compact(number)}`;

const entryWords = ({ names, birthDate, documentNumbers }: WatchlistEntry): string[] => [
  ...documentNumbers.map(numberWord),
  ...(birthDate ? names.map((name) => nameWord(name, birthDate)) : []),
];

const namesOf = ({ surname = '', givenNames = '', nativeName }: PartialDocument): string[] => [
  `${surname} ${givenNames}`,
  ...(nativeName
    ? [
        `${nativeName.surname} ${nativeName.givenNames}`,
        `${nativeName.surname} ${nativeName.givenNames} ${nativeName.patronymic ?? ''}`,
      ]
    : []),
];

const evidenceOf = (entry: WatchlistEntry, document: PartialDocument): WatchlistHit['evidence'] => {
  const { number, birthDate } = document;
  const listed = entry.documentNumbers.find((one) => number && compact(one) === compact(number));
  const names = namesOf(document);
  const pair = entry.names
    .flatMap((theirs) => names.map((ours) => ({ theirs, ours })))
    .find(({ theirs, ours }) => compact(theirs) === compact(ours));
  return [
    ...(listed && number ? [{ on: 'document-number' as const, theirs: listed, ours: number }] : []),
    ...(pair && birthDate && entry.birthDate === birthDate
      ? [
          { on: 'name' as const, theirs: pair.theirs, ours: pair.ours.trim() },
          { on: 'birth-date' as const, theirs: entry.birthDate, ours: birthDate },
        ]
      : []),
  ];
};

/** Exact look-up on document number, and on name with birth date; every hit shows what it rests on. */
export const createWatchlist = (connection: Connection, settings: Settings, salt: string): Watchlist => {
  const addEntry = connection.prepare('INSERT INTO watch_entry (row, entry) VALUES (?, ?)');
  const addKey = connection.prepare('INSERT OR IGNORE INTO watch_key (key, row) VALUES (?, ?)');
  const byKey = connection
    .prepare<[number], string>('SELECT e.entry FROM watch_key k JOIN watch_entry e ON e.row = k.row WHERE k.key = ?')
    .pluck();
  const count = connection.prepare<[], number>('SELECT count(*) FROM watch_entry').pluck();
  const replace = connection.transaction((entries: readonly WatchlistEntry[], at: string) => {
    connection.exec('DELETE FROM watch_key; DELETE FROM watch_entry;');
    entries.forEach((entry, row) => {
      addEntry.run(row, JSON.stringify(entry));
      for (const word of entryWords(entry)) addKey.run(keyOf(word, salt), row);
    });
    settings.set('watchlist-updated', at);
  });
  return {
    replace: (entries, at) => replace.immediate(entries, at),
    match: (document) => {
      const { number, birthDate } = document;
      const words = [
        ...(number ? [numberWord(number)] : []),
        ...(birthDate ? namesOf(document).map((name) => nameWord(name, birthDate)) : []),
      ];
      const texts = new Set(words.flatMap((word) => byKey.all(keyOf(word, salt))));
      return [...texts]
        .map((text) => JSON.parse(text) as WatchlistEntry)
        .map((entry) => ({ entry: entry.id, score: 1, evidence: evidenceOf(entry, document), reason: entry.reason }))
        .filter(({ evidence }) => evidence.length > 0)
        .sort((a, b) => b.evidence.length - a.evidence.length || (a.entry < b.entry ? -1 : 1));
    },
    info: () => {
      const updatedAt = settings.get('watchlist-updated');
      return { entries: count.get() ?? 0, ...(updatedAt !== undefined && { updatedAt }) };
    },
  };
};
