import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../../src/adapters/sqlite/connection.ts';
import { migrate } from '../../../src/adapters/sqlite/migrate.ts';
import { openVault } from '../../../src/adapters/vault.ts';

/** Tables that schema 1 and this one have alike; days lie row by row in it. */
const alike = ['entry', 'personal', 'phrase', 'laid_over', 'open_referral', 'person_key', 'mark', 'setting', 'officer'];

/** Puts a closed desk's log back to the schema of its first version, as a desk that was not updated since would have it. */
export const makeOld = (folder: string): void => {
  const key = openVault({ folder: join(folder, 'vault'), mayCreate: false }).dataKey();
  const [file, made] = [join(folder, 'log.db'), join(folder, 'old.db')];
  const old = connect(made, key, false);
  migrate(old, made, 1);
  old.exec(`ATTACH '${file}' AS now KEY "x'${key}'"`);
  for (const table of alike) {
    const names = old
      .prepare<[string], string>('SELECT group_concat(name) FROM pragma_table_info(?)')
      .pluck()
      .get(table);
    old.exec(`INSERT INTO main.${table} (${names}) SELECT ${names} FROM now.${table}`);
  }
  old.exec("DELETE FROM setting WHERE name = 'indexed'");
  old.exec(`INSERT INTO day_crossing SELECT r.day, e.seq FROM now.entry e JOIN now.day_run r
    ON r.seq = (SELECT max(seq) FROM now.day_run WHERE seq <= e.seq) WHERE e.kind = 7`);
  old.exec('DETACH now');
  old.close();
  for (const ending of ['-wal', '-shm']) rmSync(file + ending, { force: true });
  renameSync(made, file);
};
