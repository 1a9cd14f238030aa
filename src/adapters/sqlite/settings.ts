import type { Connection } from './connection.ts';

export type Settings = { get(name: string): string | undefined; set(name: string, value: string): void };

/** One memory for all who ask of one database. */
const memories = new WeakMap<Connection, Map<string, string | undefined>>();

/**
 * Small facts by name. Some are asked for at every call, and a folder has one writer: what it has read is kept. A reader beside the
 * desk asks the table each time; so does anybody inside a transaction that has changed the fact, for it may yet come to nothing.
 */
export const createSettings = (connection: Connection): Settings => {
  const select = connection.prepare<[string], string>('SELECT value FROM setting WHERE name = ?').pluck();
  const upsert = connection.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const known = memories.get(connection) ?? new Map<string, string | undefined>();
  memories.set(connection, known);
  return {
    get: (name) => {
      if (!connection.readonly && known.has(name)) return known.get(name);
      const value = select.get(name);
      if (!connection.readonly && !connection.inTransaction) known.set(name, value);
      return value;
    },
    set: (name, value) => {
      known.delete(name);
      upsert.run(name, value);
    },
  };
};
