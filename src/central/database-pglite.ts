import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { StartFault, toSql, type Database, type Parameter, type Row } from './database.ts';
import { lockFolder } from './folder-lock.ts';

type Runner = { query<T>(text: string, parameters: unknown[]): Promise<{ rows: T[] }> };

const queryOn =
  (runner: Runner) =>
  async (text: string, parameters: readonly Parameter[] = []): Promise<Row[]> =>
    (await runner.query<Row>(text, toSql(parameters))).rows;

/** PostgreSQL inside this process, in `folder`; without a folder, in memory. Only one process may hold a folder. */
export const openPglite = async (folder?: string): Promise<Database> => {
  let unlock: (() => Promise<void>) | undefined;
  if (folder !== undefined) {
    makeFolder(folder);
    unlock = await lockFolder(folder);
  }
  const pglite = await createPglite(folder).catch(async (fault: unknown) => {
    await unlock?.();
    throw new StartFault(
      `The database in ${String(folder)} does not open (${reason(fault)}). Restore the folder from its last copy, or give another with --data.`,
    );
  });
  return {
    kind: 'pglite',
    query: queryOn(pglite),
    transaction: (work) => pglite.transaction((inner) => work(queryOn(inner as Runner))),
    close: async () => {
      await pglite.close();
      await unlock?.();
    },
  };
};

const createPglite = async (folder: string | undefined): Promise<PGlite> => {
  const pglite = new PGlite(folder === undefined ? 'memory://' : join(folder, 'pgdata'));
  await pglite.waitReady;
  return pglite;
};

const makeFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (fault) {
    throw new StartFault(`Cannot write to ${folder} (${reason(fault)}). Give a folder you may write to with --data.`);
  }
};

const reason = (fault: unknown): string => (fault instanceof Error ? fault.message.split('\n')[0] : undefined) ?? '?';
