import pg from 'pg';
import { binaryArray } from './binary-array.ts';
import { StartFault, toSql, type Database, type Parameter, type Row } from './database.ts';

const queryOn =
  (runner: { query(text: string, parameters: unknown[]): Promise<{ rows: Row[] }> }) =>
  async (text: string, parameters: readonly Parameter[] = []): Promise<Row[]> =>
    (await runner.query(text, toSql(parameters, binaryArray))).rows;

/** A PostgreSQL 15 or later by URL. Tries one connection at once, so that a wrong address is told at the start. */
export const openPostgres = async (url: string, connections = 8): Promise<Database> => {
  const shown = shownUrl(url);
  const pool = new pg.Pool({ connectionString: url, max: connections, connectionTimeoutMillis: 5_000 });
  // A connection that breaks while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  try {
    await pool.query('SELECT 1');
  } catch (fault) {
    await pool.end();
    throw new StartFault(
      `The database at ${shown} does not answer (${(fault as { code?: string }).code ?? (fault as Error).message}). Start it, or correct DATABASE_URL.`,
    );
  }
  return {
    kind: 'postgres',
    query: queryOn(pool),
    transaction: async (work) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await work(queryOn(client));
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (fault) {
        const broken = await client.query('ROLLBACK').then(
          () => undefined,
          (lost: Error) => lost,
        );
        client.release(broken);
        throw fault;
      }
    },
    close: () => pool.end(),
  };
};

/** The address without its password; a URL that is none is a fault of its own. */
const shownUrl = (url: string): string => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !['postgres:', 'postgresql:'].includes(parsed.protocol)) {
    throw new StartFault(
      'DATABASE_URL is not a database address. It looks like postgres://user:password@host:5432/beket',
    );
  }
  return `${parsed.hostname || 'the local socket'}${parsed.port ? `:${parsed.port}` : ''}${parsed.pathname}`;
};
