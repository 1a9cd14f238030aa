import { StartFault, type Database } from './database.ts';
import { migrations } from './migrations.ts';

/** Any number, as long as nothing else takes the same advisory lock in this database. */
const migrationLock = 7_203_551;

/** Brings the database to this version in one transaction; refuses one that a newer version has written. */
export const migrate = (database: Database): Promise<void> =>
  database.transaction(async (query) => {
    await query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    await query(
      'CREATE TABLE IF NOT EXISTS schema_migrations (version integer PRIMARY KEY, applied_at timestamptz NOT NULL)',
    );
    const [row] = await query('SELECT coalesce(max(version), 0) AS version FROM schema_migrations');
    const version = Number(row?.version);
    if (version > migrations.length) {
      throw new StartFault(
        `The database has schema ${version}, this centre knows up to ${migrations.length}. Start the newer version of Beket that wrote it.`,
      );
    }
    for (const [index, statements] of migrations.entries()) {
      if (index < version) continue;
      for (const statement of statements) await query(statement);
      await query('INSERT INTO schema_migrations (version, applied_at) VALUES ($1, now())', [index + 1]);
    }
  });
