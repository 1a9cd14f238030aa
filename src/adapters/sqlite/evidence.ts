import type { Evidence } from '../../core/shift-ports.ts';
import { entryKinds, type StoredEntry } from '../../domain/log.ts';
import type { Connection } from './connection.ts';
import { noteKinds } from './note-kinds.ts';

/** The log as evidence, over its tables. */
export const createEvidence = (connection: Connection, find: (seq: number) => StoredEntry | undefined): Evidence => {
  const hashes = connection
    .prepare<[number, number], Buffer>('SELECT hash FROM entry WHERE seq BETWEEN ? AND ? ORDER BY seq')
    .pluck();
  // The words of the partial index itself: without them SQLite would not use it. An older copy without it is walked.
  const notes = connection
    .prepare<[number, number, number], number>(
      `SELECT seq FROM entry WHERE kind IN (${noteKinds}) AND kind = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
    )
    .pluck();
  const next = connection
    .prepare<[number, number], number>(
      `SELECT seq FROM entry WHERE kind IN (${noteKinds}) AND kind = ? AND seq > ? ORDER BY seq LIMIT 1`,
    )
    .pluck();
  const laidOver = connection
    .prepare<[number, number, number], number>(
      'SELECT seq FROM laid_over WHERE crossing BETWEEN ? AND ? AND seq > ? ORDER BY seq',
    )
    .pluck();
  const entries = (seqs: readonly number[]): StoredEntry[] => seqs.flatMap((seq) => find(seq) ?? []);
  return {
    *hashes(fromSeq, toSeq) {
      for (const hash of hashes.iterate(fromSeq, toSeq)) yield hash.toString('hex');
    },
    notes: (kind, limit, beforeSeq = Number.MAX_SAFE_INTEGER) =>
      entries(notes.all(entryKinds.indexOf(kind), beforeSeq, limit)),
    noteAfter: (kind, seq) => entries(next.all(entryKinds.indexOf(kind), seq))[0],
    laidOver: (fromSeq, toSeq, afterSeq = 0) => entries(laidOver.all(fromSeq, toSeq, afterSeq)),
  };
};
