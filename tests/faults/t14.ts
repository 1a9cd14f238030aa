import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { unlock } from '../../src/adapters/sqlite/connection.ts';
import type { Dice } from '../../src/domain/demo-random.ts';
import { inventDraft } from './crossing-draft.ts';
import { closeShiftOf } from './closed-shift.ts';
import { must, openDesk, repeat, type FaultTest } from './harness.ts';
import { verifyData } from '../../src/adapters/verifying/verify-file.ts';

const written = 60;

const behindItsBack = (folder: string, sql: readonly string[]): void => {
  const raw = new Database(join(folder, 'log.db'));
  unlock(raw, readFileSync(join(folder, 'vault', 'data.key')).toString('hex'));
  const triggers = raw.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all();
  for (const name of triggers) raw.exec(`DROP TRIGGER ${name}`);
  for (const one of sql) raw.exec(one);
  raw.close();
};

/** What a bad hand with the key may do to entry `n`, and the first entry the verifier must name. */
const deeds: readonly ((n: number, dice: Dice) => { sql: string[]; firstBad: number })[] = [
  (n, dice) => {
    const column = dice.pick(['body', 'digest', 'hash']);
    const byte = `CASE WHEN hex(substr(${column}, 2, 1)) = '00' THEN x'01' ELSE x'00' END`;
    return {
      sql: [
        `UPDATE entry SET ${column} = CAST(substr(${column}, 1, 1) || ${byte} || substr(${column}, 3) AS BLOB) WHERE seq = ${n}`,
      ],
      firstBad: n,
    };
  },
  (n, dice) => ({
    sql: [`UPDATE entry SET at = at ${dice.pick(['+', '-'])} ${1 + dice.roll(1e6)} WHERE seq = ${n}`],
    firstBad: n,
  }),
  (n) => ({ sql: [`UPDATE entry SET kind = kind + 1 WHERE seq = ${n}`], firstBad: n }),
  (n) => ({
    sql: [
      `UPDATE entry SET personal = CAST(substr(personal, 2, 15) || x'07' || substr(personal, 17) AS BLOB) WHERE seq = ${n}`,
    ],
    firstBad: n,
  }),
  (n) => ({
    sql: [
      `UPDATE entry SET personal = CAST(substr(personal, 1, 16) ||
        (SELECT substr(personal, 17) FROM entry WHERE seq = ${(n % written) + 1}) AS BLOB) WHERE seq = ${n}`,
    ],
    firstBad: n,
  }),
  (n) => ({ sql: [`DELETE FROM entry WHERE seq = ${n}`], firstBad: n }),
  (n) => ({ sql: [`DELETE FROM entry WHERE seq >= ${n}`], firstBad: n }),
  (n) => ({ sql: [`DELETE FROM entry WHERE seq >= ${n}`, 'DELETE FROM mark'], firstBad: n }),
];

/** Nobody but whoever holds the last signed tally can know: no mark, no centre, and a chain that is sound to its end. */
const withoutWitness = (n: number): string[] => [
  `DELETE FROM entry WHERE seq >= ${n}`,
  `DELETE FROM laid_over WHERE seq >= ${n}`,
  `DELETE FROM open_referral WHERE seq >= ${n}`,
  `DELETE FROM person_key WHERE seq >= ${n}`,
  `DELETE FROM day_run WHERE seq >= ${n}`,
  'DELETE FROM mark',
];

/** Old rows edited, tails deleted, whole files replaced: the verifier names the first bad entry. */
export const T14: FaultTest = ({ runs = 160, seed }) =>
  repeat({ runs, seed }, 'rows edited or deleted, tails cut, files replaced', async (folder, dice, number) => {
    const desk = openDesk(folder);
    for (let i = 0; i < written; i += 1) desk.log.append(inventDraft(dice));
    desk.store.saveAcknowledged(written);
    const old = await desk.backup(join(folder, 'backups'));
    desk.log.append(inventDraft(dice));
    const signed = desk.log.head();
    desk.close();
    if (number % (deeds.length + 2) === deeds.length + 1) {
      const open = openDesk(folder);
      const { seal } = closeShiftOf(open, join(folder, 'vault'));
      open.store.saveAcknowledged(0);
      open.close();
      const cutAt = seal.fromSeq + dice.roll(seal.toSeq - seal.fromSeq + 1);
      behindItsBack(folder, [...withoutWitness(cutAt), `UPDATE setting SET value = '0' WHERE name = 'acknowledged'`]);
      const cut = openDesk(folder, { readOnly: true });
      must((await cut.log.verify()).ok, 'the cut log should look sound to whoever knows of nothing else');
      const report = await verifyData(cut, 'log', seal);
      cut.close();
      must(!report.ok && report.firstBad === cutAt, `cut at ${cutAt}, found ${JSON.stringify(report)}`);
      return;
    }
    if (number % (deeds.length + 2) === deeds.length) {
      rmSync(join(folder, 'log.db'));
      copyFileSync(old.file, join(folder, 'log.db'));
      const replaced = openDesk(folder, { readOnly: true });
      // An older copy of the same log is sound in itself; the last signed root or the centre knows of more.
      must(replaced.log.find(signed.seq)?.hash !== signed.hash, 'the replaced file passed for the true one');
      replaced.close();
      return;
    }
    const deed = deeds[number % (deeds.length + 2)];
    const { sql, firstBad } = deed?.(2 + dice.roll(written - 3), dice) ?? { sql: [], firstBad: 0 };
    behindItsBack(folder, sql);
    const reader = openDesk(folder, { readOnly: true });
    const report = await reader.log.verify();
    reader.close();
    must(
      !report.ok && report.firstBad === firstBad,
      `${sql.join('; ')}: first bad ${firstBad}, found ${JSON.stringify(report)}`,
    );
  });
