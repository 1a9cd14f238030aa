import type { CrossingBody } from '../../domain/crossing.ts';
import { localDayNumber } from '../../domain/local-time.ts';
import type { StoredEntry } from '../../domain/log.ts';
import type { Connection } from './connection.ts';

export type Projections = {
  /** Writes what an entry is looked up by, in the entry's own transaction. */
  add(entry: StoredEntry): void;
  /** Empties all that can be made again from the log. */
  clear(): void;
};

const ownTables = ['day_run', 'laid_over', 'moved', 'open_referral', 'pack_activation'] as const;

/** Runs of crossings of one local day by number, as a table to join: `first`, `after` (the next run's first), `day`. */
export const dayRuns = `(SELECT seq AS first, day, coalesce(lead(seq) OVER (ORDER BY seq), ${Number.MAX_SAFE_INTEGER}) AS after FROM day_run)`;

export const createProjections = (connection: Connection, zoneOf: (post: string) => string): Projections => {
  const lastDay = connection.prepare<[], number>('SELECT day FROM day_run ORDER BY seq DESC LIMIT 1').pluck();
  const addRun = connection.prepare('INSERT INTO day_run (seq, day) VALUES (?, ?)');
  const addOver = connection.prepare('INSERT INTO laid_over (crossing, seq) VALUES (?, ?)');
  const move = connection.prepare('INSERT OR REPLACE INTO moved (seq, at) VALUES (?, ?)');
  const addReferral = connection.prepare('INSERT INTO open_referral (seq) VALUES (?)');
  const endReferral = connection.prepare('DELETE FROM open_referral WHERE seq = ?');

  const addActivation = connection.prepare('INSERT INTO pack_activation (seq) VALUES (?)');

  return {
    add: ({ seq, at, kind, body }) => {
      if (kind === 'crossing') {
        const { post, action } = body as CrossingBody;
        const day = localDayNumber(Date.parse(at), zoneOf(post));
        if (lastDay.get() !== day) addRun.run(seq, day);
        if (action === 'refer') addReferral.run(seq);
      } else if (kind === 'correction' || kind === 'void' || kind === 'resolution' || kind === 'refusal-served') {
        const of = Number(body['of']);
        addOver.run(of, seq);
        if (kind === 'correction' && typeof body['at'] === 'string') move.run(of, Date.parse(body['at']));
        if (kind === 'void' || kind === 'resolution') endReferral.run(of);
      } else if (kind === 'pack-activated') addActivation.run(seq);
    },
    clear: () => {
      for (const table of ownTables) connection.exec(`DELETE FROM ${table}`);
    },
  };
};
