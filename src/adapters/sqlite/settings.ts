import type { Connection } from './connection.ts';

export type Settings = { get(name: string): string | undefined; set(name: string, value: string): void };

export const createSettings = (connection: Connection): Settings => {
  const select = connection.prepare<[string], string>('SELECT value FROM setting WHERE name = ?').pluck();
  const upsert = connection.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return { get: (name) => select.get(name), set: (name, value) => void upsert.run(name, value) };
};
