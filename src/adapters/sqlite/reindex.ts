import type { CorrectionBody } from '../../domain/log-bodies.ts';
import type { StoredEntry } from '../../domain/log.ts';
import type { Reindex } from '../../core/keeping-ports.ts';
import type { Connection } from './connection.ts';
import type { SqliteLog } from './crossing-log.ts';
import { keyOf } from './look-up-keys.ts';
import { remarkWords } from './search.ts';
import type { Settings } from './settings.ts';

type Parts = {
  readonly connection: Connection;
  readonly log: Pick<SqliteLog, 'entriesAfter' | 'head'>;
  readonly settings: Settings;
  readonly salt: string;
};

/** What crossings are found by; 2 brought the words of remarks. A log written by an older version is gone through once. */
const version = '2';
/** So few at once that a traveller recorded in between waits a hundredth of a second. */
const perStep = 200;

const [versionSetting, placeSetting] = ['index-version', 'reindexed-to'];

/** Crossing and key of each word of a remark, in a crossing or in what was corrected of it. */
const pairsOf = ({ seq, kind, body, personal }: StoredEntry, salt: string): [number, number][] => {
  const remarks = personal?.value['remarks'];
  if (typeof remarks !== 'string' || (kind !== 'crossing' && kind !== 'correction')) return [];
  const of = kind === 'crossing' ? seq : (body as CorrectionBody).of;
  return remarkWords(remarks).map((word) => [keyOf(word, salt), of]);
};

/** Adds what an older version did not write to what crossings are found by, a step at a time; goes on where it was cut short. */
export const createReindex = ({ connection, log, settings, salt }: Parts): Reindex => {
  const insert = connection.prepare('INSERT OR IGNORE INTO person_key (key, seq) VALUES (?, ?)');
  const place = (): number => Number(settings.get(placeSetting) ?? 0);
  const write = connection.transaction((part: readonly StoredEntry[]) => {
    const pairs = part.flatMap((entry) => pairsOf(entry, salt)).sort(([a], [b]) => a - b);
    for (const [key, seq] of pairs) insert.run(key, seq);
    settings.set(placeSetting, String(part.at(-1)?.seq ?? 0));
  });
  // A log that begins with this version needs nothing made up for.
  if (!connection.readonly && log.head().seq === 0) settings.set(versionSetting, version);
  return {
    isDue: () => settings.get(versionSetting) !== version,
    step: () => {
      const part = log.entriesAfter(place(), perStep);
      if (part.length > 0) write.immediate(part);
      else settings.set(versionSetting, version);
      return { done: place(), total: log.head().seq };
    },
  };
};
