import { existsSync, rmSync } from 'node:fs';
import { connect, type Connection } from '../connection.ts';
import { createSettings } from '../settings.ts';

/** Version of the file; another one is thrown away and fetched again, for the centre holds all of it. */
const version = 1;

const schema = `
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE segment (
  id INTEGER PRIMARY KEY,
  rank INTEGER NOT NULL,
  level INTEGER NOT NULL,
  is_wide INTEGER NOT NULL,
  postings INTEGER NOT NULL,
  first_minute INTEGER NOT NULL,
  last_minute INTEGER NOT NULL
) STRICT;
CREATE TABLE fresh (
  key INTEGER NOT NULL,
  event INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL,
  PRIMARY KEY (key, event)
) STRICT, WITHOUT ROWID;
CREATE TABLE post (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
`;

const remove = (file: string): void => {
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
};

const prepare = (connection: Connection): void => {
  // The file can be fetched again: a commit need not wait for the disk, and freed pages hold hashes only.
  connection.pragma('synchronous = NORMAL');
  connection.pragma('secure_delete = OFF');
  const known = Number(connection.pragma('user_version', { simple: true }));
  if (known === version) return;
  if (known !== 0) throw new Error('another version of the national index');
  connection.transaction(() => {
    connection.exec(schema);
    connection.pragma(`user_version = ${version}`);
  })();
};

/** Opens the file to write, anew where it cannot be used: nothing in it is not at the centre too. */
export const openToWrite = (file: string, key: string): Connection => {
  try {
    const connection = connect(file, key, false);
    prepare(connection);
    return connection;
  } catch (fault) {
    if (!existsSync(file)) throw fault;
    remove(file);
    const connection = connect(file, key, false);
    prepare(connection);
    return connection;
  }
};

export const segmentTable = (id: number): string => `segment_${id}`;

/** How far the feed has been taken in; written with what it brought, in one transaction. */
export type NationalState = {
  readonly cursor?: string | undefined;
  /** ISO instant of the centre as of which the feed was whole when the last batch came. */
  readonly at?: string | undefined;
  /** Local day from which on the centre holds crossings. */
  readonly since?: string | undefined;
  /** True where the last batch was the last there was. */
  readonly isWhole: boolean;
};

const nothing: NationalState = { isWhole: false };

export const stateStore = (connection: Connection) => {
  const settings = createSettings(connection);
  return {
    read: (): NationalState => {
      const text = connection.prepare<[], string>(`SELECT value FROM setting WHERE name = 'state'`).pluck().get();
      return text === undefined ? nothing : (JSON.parse(text) as NationalState);
    },
    write: (state: NationalState): void => settings.set('state', JSON.stringify(state)),
  };
};
