import { closeSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { DataFault } from './data-fault.ts';

export type Connection = Database;

const pageSize = 4096;
const plainHeader = 'SQLite format 3\0';
/** Random bytes of a page hold nearly all 256 values; text and most other files far fewer. */
const randomLooking = 200;

const firstPage = (file: string): Buffer => {
  const handle = openSync(file, 'r');
  try {
    const page = Buffer.alloc(pageSize);
    return page.subarray(0, readSync(handle, page, 0, pageSize, 0));
  } finally {
    closeSync(handle);
  }
};

/** Checked at every start: a log that lies readable on the disk is a fault, whatever is in it. */
export const checkHeader = (file: string): void => {
  if (statSync(file).size === 0) return;
  const page = firstPage(file);
  if (page.toString('latin1', 0, plainHeader.length) === plainHeader) {
    throw new DataFault('not-encrypted', `${file} is a database that is not encrypted.`, { file });
  }
  if (page.length < pageSize || new Set(page).size < randomLooking) {
    throw new DataFault('not-a-database', `${file} is not a log of Beket.`, { file });
  }
};

/** An error of the machine as a DataFault; any other as it is. */
export const saidAsFault = (error: unknown, file: string): unknown => {
  const code = (error as { code?: string }).code ?? '';
  if (code === 'SQLITE_NOTADB') {
    return new DataFault(
      'wrong-key',
      `The key does not open ${file}: another key, or a damaged file.`,
      { file },
      error,
    );
  }
  if (code === 'EACCES' || code === 'EROFS' || /^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code)) {
    return new DataFault('read-only', `${file} cannot be written.`, { file }, error);
  }
  // Room for the index of the write-ahead log is asked for in a way that answers a full disk with an I/O error.
  if (/^(SQLITE_FULL|SQLITE_IOERR_SHM|ENOSPC)/.test(code)) {
    return new DataFault('disk-full', `No space left for ${file}.`, { file }, error);
  }
  if (/^(SQLITE_IOERR_(WRITE|FSYNC|TRUNCATE|LOCK|CLOSE)|EIO)/.test(code)) {
    return new DataFault('disk-failed', `The disk does not take what is written to ${file}.`, { file }, error);
  }
  if (/^SQLITE_(CORRUPT|IOERR)/.test(code)) return new DataFault('damaged', `${file} is damaged.`, { file }, error);
  return error;
};

/** Runs what opens or reads a database and says its faults in our words. */
export const withFaults = <T>(file: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw saidAsFault(error, file);
  }
};

/**
 * Sets the cipher and the key, 32 raw bytes in hex. AEGIS-256 (IETF draft-irtf-cfrg-aegis-aead) encrypts and authenticates
 * every page as SQLCipher's AES-CBC with HMAC does, half as fast again when a log is read through: the traveller's seconds go to the disk alone.
 */
export const unlock = (connection: Connection, key: string): void => {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new TypeError('a data key is 64 hex digits');
  connection.pragma(`cipher='aegis'`);
  connection.pragma(`key="x'${key}'"`);
};

/** Opens an encrypted database: key first, then write-ahead log with every commit on the disk before it returns. */
export const connect = (file: string, key: string, readOnly: boolean): Connection =>
  withFaults(file, () => {
    const connection = new Database(file, { readonly: readOnly, timeout: 5000 });
    try {
      unlock(connection, key);
      connection.pragma('schema_version');
      if (!readOnly) {
        connection.pragma('journal_mode = WAL');
        connection.pragma('synchronous = FULL');
        connection.pragma('secure_delete = ON');
        connection.pragma('journal_size_limit = 16777216');
        // Of much at once; a desk's log is brought into the database sooner, between travellers (tidying.ts).
        connection.pragma('wal_autocheckpoint = 4000');
      }
      connection.pragma('cache_size = -24000');
      connection.pragma('temp_store = MEMORY');
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  });
