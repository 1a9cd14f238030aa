import { randomBytes } from 'node:crypto';
import { openPostgres } from '../../src/central/database-postgres.ts';

/** A database of its own in a PostgreSQL, by its address; `drop` ends it with whoever is still connected. */
export const createScratchDatabase = async (url: string): Promise<{ url: string; drop: () => Promise<void> }> => {
  const base = await openPostgres(url, 1);
  const name = `beket_scratch_${randomBytes(6).toString('hex')}`;
  await base.query(`CREATE DATABASE ${name}`);
  await base.close();
  const own = new URL(url);
  own.pathname = `/${name}`;
  const drop = async (): Promise<void> => {
    const again = await openPostgres(url, 1);
    await again.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await again.close();
  };
  return { url: own.href, drop };
};
