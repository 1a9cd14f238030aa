import type { Connection } from '../connection.ts';
import { segmentTable } from './national-file.ts';

export type Segment = {
  readonly id: number;
  /** Higher is newer: its word counts over an older one's. */
  readonly rank: number;
  readonly level: number;
  readonly isWide: boolean;
  readonly postings: number;
  readonly firstMinute: number;
  readonly lastMinute: number;
};

type Row = [number, number, number, number, number, number, number];
const columns = 'id, rank, level, is_wide, postings, first_minute, last_minute';

const segmentOf = ([id, rank, level, isWide, postings, firstMinute, lastMinute]: Row): Segment => ({
  id,
  rank,
  level,
  isWide: isWide === 1,
  postings,
  firstMinute,
  lastMinute,
});

export type Segments = ReturnType<typeof createSegments>;

/** Which segments there are, newest first. A table that is not in the list is half-written and goes. */
export const createSegments = (connection: Connection) => {
  const all = connection.prepare<[], Row>(`SELECT ${columns} FROM segment ORDER BY rank DESC`).raw();
  const names = connection
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'segment_[0-9]*'`)
    .pluck();
  const highest = connection.prepare<[], number>('SELECT coalesce(max(id), 0) FROM segment').pluck();
  const list = (): Segment[] => all.all().map(segmentOf);
  const forget = (gone: readonly Segment[]): void => {
    for (const { id } of gone) connection.exec(`DROP TABLE ${segmentTable(id)}; DELETE FROM segment WHERE id = ${id}`);
  };
  return {
    list,
    drop: (gone: readonly Segment[]): void => connection.transaction(forget)(gone),
    dropStrays: (): void => {
      const known = new Set(list().map(({ id }) => segmentTable(id)));
      for (const name of names.all()) if (!known.has(name)) connection.exec(`DROP TABLE ${name}`);
    },
    /** A new table, not yet in the list. */
    create: (): number => {
      const id = (highest.get() ?? 0) + 1;
      connection.exec(`DROP TABLE IF EXISTS ${segmentTable(id)}`);
      connection.exec(`CREATE TABLE ${segmentTable(id)} (first INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT`);
      return id;
    },
    /** Puts a finished table in the place of others, in one step. */
    replace: (gone: readonly Segment[], made: Segment, also: () => void): void =>
      connection.transaction(() => {
        forget(gone);
        connection
          .prepare(`INSERT INTO segment (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`)
          .run(made.id, made.rank, made.level, made.isWide ? 1 : 0, made.postings, made.firstMinute, made.lastMinute);
        also();
      })(),
  };
};
