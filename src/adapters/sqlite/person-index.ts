import type { CrossingPersonal } from '../../domain/crossing.ts';
import type { PartialDocument } from '../../domain/document/travel-document.ts';
import { entryKinds, type StoredEntry } from '../../domain/log.ts';
import type { PhraseBook } from './body-codec.ts';
import { bodyValues } from './body-values.ts';
import type { Connection } from './connection.ts';
import { personalValue } from './entry-rows.ts';
import { createKeyBatch } from './key-batch.ts';
import { keyOf } from './look-up-keys.ts';
import { foundBy } from './search.ts';
import type { Settings } from './settings.ts';

export type PersonIndex = {
  /** Learns what an entry just written is found by. */
  add(entry: Fresh): void;
  /** Sequence numbers of crossings that bear a key, newest first. */
  find(key: number, limit: number): number[];
  /** True where a crossing bears a key. */
  has(key: number, seq: number): boolean;
  /** Brings up to `count` of what is held in memory to the disk, oldest first. */
  merge(count: number): void;
  /** Learns without holding in memory what is to be found: for many entries at once. All of it is on the disk in the end. */
  inBulk<T>(work: () => T): T;
  /** How many entries are held in memory alone. */
  waiting(): number;
  /** Forgets what is in memory, to learn it again from the log. */
  forget(): void;
  /** Makes the whole index again. */
  rebuild(): void;
};

type Row = [number, number, Buffer, Buffer];
type Told = { readonly document?: PartialDocument; readonly plate?: string; readonly remarks?: string };
type Learnt = { readonly seq: number; readonly pairs: readonly (readonly [key: number, crossing: number])[] };

type Fresh = Pick<StoredEntry, 'seq' | 'kind' | 'body' | 'personal'>;

const [crossing, correction] = [entryKinds.indexOf('crossing'), entryKinds.indexOf('correction')];
const perSlice = 20_000;
/** Pairs brought to the disk at once when there are many: the more, the fewer pages of the index are written twice. */
const mostPairs = 16_000_000;

/**
 * Who crossed when, by keys. Keys fall all over the index, a page to be written for each: so the newest wait in memory, learnt
 * again from the log at every start, and go to the disk in sorted batches between travellers. A reader beside the desk
 * learns what it does not find merged in the same way.
 */
export const createPersonIndex = (
  connection: Connection,
  phrases: PhraseBook,
  settings: Settings,
  salt: string,
): PersonIndex => {
  const insert = connection.prepare('INSERT OR IGNORE INTO person_key (key, seq) VALUES (?, ?)');
  const select = connection
    .prepare<[number, number], number>('SELECT seq FROM person_key WHERE key = ? ORDER BY seq DESC LIMIT ?')
    .pluck();
  const pair = connection
    .prepare<[number, number], number>('SELECT 1 FROM person_key WHERE key = ? AND seq = ?')
    .pluck();
  const newer = connection
    .prepare<[number, number], Row>(
      `SELECT seq, kind, body, personal FROM entry
       WHERE seq > ? AND kind IN (${crossing}, ${correction}) AND personal IS NOT NULL ORDER BY seq LIMIT ?`,
    )
    .raw();
  const personalOf = connection.prepare<[number], Buffer | null>('SELECT personal FROM entry WHERE seq = ?').pluck();
  const lastSeq = connection.prepare<[], number>('SELECT max(seq) FROM entry').pluck();
  const indexed = (): number => Number(settings.get('indexed') ?? 0);

  /** Written and not yet learnt: the officer's key waits for the disk alone, what a crossing is found by can wait for the next scan. */
  let fresh: Fresh[] = [];
  let waiting: Learnt[] = [];
  let byKey = new Map<number, number[]>();
  let learntUpTo = -1;
  let isBulk = false;
  const bulk = createKeyBatch();

  const settleBulk = connection.transaction((upTo: number): void => {
    bulk.each((key, seq) => insert.run(key, seq));
    bulk.clear();
    settings.set('indexed', String(upTo));
  });
  const learn = (seq: number, of: number, document: PartialDocument, plate?: string, remarks?: string): void => {
    const words = foundBy(document, plate, remarks);
    if (isBulk) {
      for (const word of words) bulk.add(keyOf(word, salt), of);
      if (bulk.size() > mostPairs) settleBulk(seq);
      return;
    }
    const pairs = words.map((word): [number, number] => [keyOf(word, salt), of]);
    waiting.push({ seq, pairs });
    for (const [key, one] of pairs) {
      const known = byKey.get(key);
      if (known) known.push(one);
      else byKey.set(key, [one]);
    }
  };
  const learnCorrection = (seq: number, of: number, { document: changed, plate, remarks }: Told): void => {
    const first = (changed ?? plate ?? remarks) !== undefined && personalOf.get(of);
    if (!first) return;
    const before = personalValue(first) as CrossingPersonal;
    learn(seq, of, { ...before.document, ...changed }, plate ?? before.plate, remarks ?? before.remarks);
  };
  const learnEntry = (seq: number, kind: number, told: Told, of: () => number): void => {
    if (kind === crossing && told.document) learn(seq, seq, told.document, told.plate, told.remarks);
    if (kind === correction) learnCorrection(seq, of(), told);
  };
  const learnRow = ([seq, kind, body, personal]: Row): void => {
    const told = personalValue(personal) as Told;
    learnEntry(seq, kind, told, () => Number(bodyValues(body, phrases)['of']));
  };
  const write = connection.transaction((batch: readonly Learnt[]) => {
    const pairs = batch.flatMap((one) => one.pairs).sort(([a], [b]) => a - b);
    for (const [key, seq] of pairs) insert.run(key, seq);
    settings.set('indexed', String(batch.at(-1)?.seq ?? 0));
  });
  const learnNow = ({ seq, kind, body, personal }: Fresh): void => {
    if (learntUpTo < 0) catchUp();
    if (seq <= learntUpTo) return;
    learnEntry(seq, entryKinds.indexOf(kind), (personal?.value ?? {}) as Told, () => Number(body['of']));
    learntUpTo = seq;
  };
  const learnFresh = (): void => {
    for (const entry of fresh.splice(0)) learnNow(entry);
  };
  const merge = (count: number): void => {
    learnFresh();
    if (waiting.length === 0) return;
    const batch = waiting.slice(0, count);
    write.immediate(batch);
    waiting = waiting.slice(count);
    for (const { pairs } of batch) {
      for (const [key, seq] of pairs) {
        const left = byKey.get(key)?.filter((one) => one !== seq) ?? [];
        if (left.length > 0) byKey.set(key, left);
        else byKey.delete(key);
      }
    }
  };
  const inBulk: PersonIndex['inBulk'] = (work) => {
    if (isBulk) return work();
    if (learntUpTo < 0) catchUp();
    merge(waiting.length + fresh.length);
    isBulk = true;
    try {
      const done = work();
      if (bulk.size() > 0) settleBulk(learntUpTo);
      return done;
    } finally {
      bulk.clear();
      isBulk = false;
    }
  };
  const learnNewer = (): void => {
    for (let rows = newer.all(learntUpTo, perSlice); rows.length > 0; rows = newer.all(learntUpTo, perSlice)) {
      for (const row of rows) learnRow(row);
      learntUpTo = rows.at(-1)?.[0] ?? learntUpTo;
    }
  };
  /** Learns from the log what is not merged; of a long log without an index in bulk. */
  const catchUp = (): void => {
    if (learntUpTo < 0) learntUpTo = indexed();
    const isFar = !connection.readonly && (lastSeq.get() ?? 0) - learntUpTo > perSlice;
    if (isFar) inBulk(learnNewer);
    else learnNewer();
  };
  const forget = (): void => {
    fresh = [];
    waiting = [];
    byKey = new Map();
    learntUpTo = -1;
  };

  return {
    add: (entry) => {
      if (isBulk) learnNow(entry);
      else fresh.push(entry);
    },
    find: (key, limit) => {
      if (connection.readonly || learntUpTo < 0) catchUp();
      learnFresh();
      const seqs = new Set([...(byKey.get(key) ?? []), ...select.all(key, limit)]);
      return [...seqs].sort((a, b) => b - a).slice(0, limit);
    },
    has: (key, seq) => byKey.get(key)?.includes(seq) === true || pair.get(key, seq) !== undefined,
    merge,
    inBulk,
    waiting: () => waiting.length + fresh.length,
    forget,
    rebuild: () => {
      connection.exec('DELETE FROM person_key');
      settings.set('indexed', '0');
      forget();
      catchUp();
    },
  };
};
