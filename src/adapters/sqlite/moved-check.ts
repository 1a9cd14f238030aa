import { entryKinds } from '../../domain/log.ts';
import type { PhraseBook } from './body-codec.ts';
import { bodyValues } from './body-values.ts';
import type { Connection } from './connection.ts';

/** True where `moved` says of each crossing what the last correction of its day or time says, and nothing of any other. */
export const movedHolds = (connection: Connection, phrases: PhraseBook): boolean => {
  const corrections = connection
    .prepare<[number], Buffer>(
      'SELECT e.body FROM laid_over o JOIN entry e ON e.seq = o.seq WHERE e.kind = ? ORDER BY o.seq',
    )
    .pluck();
  const said = new Map<number, number>();
  for (const bytes of corrections.iterate(entryKinds.indexOf('correction'))) {
    const { of, at } = bodyValues(bytes, phrases);
    if (typeof at === 'string') said.set(Number(of), Date.parse(at));
  }
  const rows = connection.prepare<[], [number, number]>('SELECT seq, at FROM moved').raw().all();
  return rows.length === said.size && rows.every(([seq, at]) => said.get(seq) === at);
};
