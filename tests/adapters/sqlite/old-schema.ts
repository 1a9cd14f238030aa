import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../../src/adapters/sqlite/connection.ts';
import { migrate } from '../../../src/adapters/sqlite/migrate.ts';
import { openVault } from '../../../src/adapters/vault.ts';

/**
 * Puts a closed desk's log back to an older schema, as a desk that was not updated since would have it: the first, where days lie
 * row by row, or the last whose personal parts lie apart.
 */
export const makeOld = (folder: string, version: 1 | 5 = 1): void => {
  const key = openVault({ folder: join(folder, 'vault'), mayCreate: false }).dataKey();
  const [file, made] = [join(folder, 'log.db'), join(folder, 'old.db')];
  const old = connect(made, key, false);
  migrate(old, made, version);
  old.exec(`ATTACH '${file}' AS now KEY "x'${key}'"`);
  const alike = old
    .prepare<[], string>(
      `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name IN (SELECT name FROM now.sqlite_schema)`,
    )
    .pluck()
    .all();
  for (const table of alike) {
    const names = old
      .prepare<[string], string>(`SELECT group_concat(name) FROM pragma_table_info(?, 'main')`)
      .pluck()
      .get(table);
    old.exec(`INSERT INTO main.${table} (${names}) SELECT ${names} FROM now.${table}`);
  }
  old.exec(`INSERT INTO main.personal (seq, salt, value)
    SELECT seq, substr(personal, 1, 16), substr(personal, 17) FROM now.entry WHERE personal IS NOT NULL`);
  if (version === 1) {
    old.exec("DELETE FROM setting WHERE name = 'indexed'");
    old.exec(`INSERT INTO day_crossing SELECT r.day, e.seq FROM now.entry e JOIN now.day_run r
      ON r.seq = (SELECT max(seq) FROM now.day_run WHERE seq <= e.seq) WHERE e.kind = 7`);
  }
  old.exec('DETACH now');
  old.close();
  for (const ending of ['-wal', '-shm']) rmSync(file + ending, { force: true });
  renameSync(made, file);
};
