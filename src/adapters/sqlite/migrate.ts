import type { Connection } from './connection.ts';
import { DataFault } from './data-fault.ts';
import { sql as log } from './migrations/0001-log.ts';
import { sql as runsOfDays } from './migrations/0002-runs-of-days.ts';
import { sql as rulePacks } from './migrations/0003-rule-packs.ts';
import { sql as notes } from './migrations/0004-notes.ts';
import { sql as watchlistIds } from './migrations/0005-watchlist-ids.ts';
import { sql as wholeRows } from './migrations/0006-whole-rows.ts';
import { sql as moved } from './migrations/0007-moved.ts';

/** In order; the place in the list plus one is the version a database has after it. */
const migrations: readonly string[] = [log, runsOfDays, rulePacks, notes, watchlistIds, wholeRows, moved];

export const schemaVersion = migrations.length;

export const versionOf = (connection: Connection): number =>
  Number(connection.pragma('user_version', { simple: true }));

/** Refuses a database from a newer Beket: what it does not know it must not write to. */
export const checkVersion = (connection: Connection, file: string): number => {
  const version = versionOf(connection);
  if (version <= schemaVersion) return version;
  throw new DataFault(
    'newer',
    `${file} was written by a newer Beket (schema ${version}, this one knows ${schemaVersion}). Update this desk.`,
    { file, version, known: schemaVersion },
  );
};

/** Brings a database to this version or to an older one, each step whole or not at all. */
export const migrate = (connection: Connection, file: string, to = schemaVersion): void => {
  const step = connection.transaction((sql: string, version: number) => {
    connection.exec(sql);
    connection.pragma(`user_version = ${version}`);
  });
  for (let version = checkVersion(connection, file); version < to; version += 1) {
    step.immediate(migrations[version] as string, version + 1);
  }
};
