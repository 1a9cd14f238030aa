import { entryKinds, merkleRoot, type Entry, type EntryKind, type Sha256 } from '../../domain/log.ts';
import { dayNumber, zoneOffset } from '../../domain/local-time.ts';
import type { Connection } from './connection.ts';
import type { PersonIndex } from './person-index.ts';
import type { SqliteLog } from './crossing-log.ts';

export type Erasure = {
  /** Id of the rule that asks for it. */
  readonly rule: string;
  /** Local day of the post, `YYYY-MM-DD`: what was recorded before it is erased. */
  readonly before: string;
  readonly officer?: string;
};

const erased: readonly EntryKind[] = ['crossing', 'correction', 'void', 'resolution', 'looked-up'];
const day = 86_400_000;

type Row = { seq: number; digest: Buffer };

/**
 * Retention, the one way past the triggers: takes the personal parts of entries before a day and what people are found by,
 * and leaves the digests, the tallies, and an entry that names range, rule and the Merkle root over the digests of what is
 * gone: whoever holds an old copy can prove that it is the same. Answers `undefined` where nothing is that old.
 */
export const eraseBefore = (
  connection: Connection,
  log: SqliteLog,
  persons: PersonIndex,
  sha256: Sha256,
  zone: string,
  { rule, before, officer }: Erasure,
): Entry | undefined => {
  const midnight = dayNumber(before) * day;
  const instant = midnight - zoneOffset(midnight, zone);
  const kinds = erased.map((kind) => entryKinds.indexOf(kind)).join();
  const old = connection.prepare<[number], Row>(
    `SELECT e.seq, e.digest FROM entry e JOIN personal p ON p.seq = e.seq
     WHERE e.at < ? AND e.kind IN (${kinds}) ORDER BY e.seq`,
  );
  const entry = log.within(() => {
    const rows = old.all(instant);
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) return undefined;
    const take = connection.prepare('DELETE FROM personal WHERE seq = ?');
    connection.exec('INSERT INTO erasure (permitted) VALUES (1)');
    for (const { seq } of rows) take.run(seq);
    connection.exec('DELETE FROM erasure');
    connection.exec('DELETE FROM person_key WHERE seq NOT IN (SELECT seq FROM personal)');
    const digest = merkleRoot(
      rows.map((row) => row.digest.toString('hex')),
      sha256,
    );
    const range = { fromSeq: first.seq, toSeq: last.seq, count: rows.length, digest };
    return log.append({ kind: 'erased', body: { rule, before, ...range, ...(officer !== undefined && { officer }) } });
  });
  persons.forget();
  // What was erased must leave the write-ahead log too.
  if (entry) connection.pragma('wal_checkpoint(TRUNCATE)');
  return entry;
};
