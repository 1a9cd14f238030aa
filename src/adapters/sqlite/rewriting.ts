import { chmodSync } from 'node:fs';
import { connect, type Connection } from './connection.ts';
import { migrate } from './migrate.ts';
import { wholeRowsSince } from './older-rows.ts';

/** Entries carried over at a time, so that whoever waits sees how far it is. */
const slice = 20_000;

const namesOf = (connection: Connection, schema: 'main' | 'old', type: 'table' | 'trigger'): string[] =>
  connection
    .prepare<[string], string>(`SELECT name FROM ${schema}.sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all(type);

/** Takes the triggers away while rows are carried over in bulk, and answers how to put them back. */
const withoutTriggers = (connection: Connection): (() => void) => {
  const triggers = connection
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid")
    .pluck()
    .all();
  for (const name of namesOf(connection, 'main', 'trigger')) connection.exec(`DROP TRIGGER ${name}`);
  return () => {
    for (const sql of triggers) connection.exec(sql);
  };
};

/**
 * Writes a closed log whose entries and personal parts lie apart (schema 5) anew with both in one row (schema 6). Every row is
 * written once, in order: no journal is kept and nothing is synced, for a copy cut short is begun anew.
 */
export const rewriteLog = (file: string, key: string, to: string, onEntries: (done: number) => void): void => {
  const made = connect(to, key, false);
  try {
    chmodSync(to, 0o600);
    made.pragma('journal_mode = OFF');
    made.pragma('synchronous = OFF');
    migrate(made, to, wholeRowsSince);
    const guard = withoutTriggers(made);
    made.prepare('ATTACH ? AS old KEY ?').run(file, `x'${key}'`);
    const carry = made.prepare<[number, number]>(
      `INSERT INTO main.entry (seq, at, kind, body, digest, hash, personal)
       SELECT e.seq, e.at, e.kind, e.body, e.digest, e.hash, CAST(p.salt || p.value AS BLOB)
       FROM old.entry e LEFT JOIN old.personal p ON p.seq = e.seq WHERE e.seq > ? AND e.seq <= ? ORDER BY e.seq`,
    );
    const last = made.prepare<[], number | null>('SELECT max(seq) FROM old.entry').pluck().get() ?? 0;
    for (let after = 0; after < last; after += slice) {
      carry.run(after, after + slice);
      onEntries(Math.min(after + slice, last));
    }
    const old = new Set(namesOf(made, 'old', 'table'));
    for (const table of namesOf(made, 'main', 'table')) {
      if (table !== 'entry' && old.has(table)) made.exec(`INSERT INTO main.${table} SELECT * FROM old.${table}`);
    }
    made.exec('DETACH old');
    guard();
  } finally {
    made.close();
  }
};
