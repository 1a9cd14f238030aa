import { existsSync, rmSync } from 'node:fs';
import { connect, type Connection } from '../connection.ts';

/** Version of the file; another one is thrown away: the centre or the neighbours hold all of it. */
const version = 1;

const schema = `
CREATE TABLE nonce (station TEXT NOT NULL, nonce TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (station, nonce)) STRICT, WITHOUT ROWID;
CREATE TABLE batch (
  feed TEXT NOT NULL,
  epoch TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  is_restart INTEGER NOT NULL,
  at TEXT NOT NULL,
  text BLOB NOT NULL,
  PRIMARY KEY (feed, epoch, first)
) STRICT;
CREATE TABLE mark (station TEXT PRIMARY KEY, after INTEGER NOT NULL, hash TEXT, heard_at TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE stay (
  station TEXT NOT NULL,
  crossing INTEGER NOT NULL,
  through INTEGER NOT NULL,
  key INTEGER NOT NULL,
  minute INTEGER NOT NULL,
  post TEXT NOT NULL,
  is_exit INTEGER NOT NULL,
  is_withdrawn INTEGER NOT NULL
) STRICT;
CREATE INDEX stay_key ON stay (key, minute);
CREATE INDEX stay_crossing ON stay (station, crossing);
CREATE TABLE parcel (
  station TEXT NOT NULL,
  after INTEGER NOT NULL,
  upto INTEGER NOT NULL,
  at INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (station, after)
) STRICT;
CREATE TABLE answer (station TEXT PRIMARY KEY, acknowledged INTEGER NOT NULL, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

const prepare = (connection: Connection): void => {
  connection.pragma('synchronous = NORMAL');
  const known = Number(connection.pragma('user_version', { simple: true }));
  if (known === version) return;
  if (known !== 0) throw new Error('another version of what neighbours told');
  connection.transaction(() => {
    connection.exec(schema);
    connection.pragma(`user_version = ${version}`);
  })();
};

/** Opens the encrypted file, anew where it cannot be used. */
export const openNeighbourFile = (file: string, key: string): Connection => {
  const open = (): Connection => {
    const connection = connect(file, key, false);
    try {
      prepare(connection);
      return connection;
    } catch (fault) {
      connection.close();
      throw fault;
    }
  };
  try {
    return open();
  } catch (fault) {
    if (!existsSync(file)) throw fault;
    for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
    return open();
  }
};
