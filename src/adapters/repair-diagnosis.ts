import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Repair } from '../contract/keeping-view.ts';
import { dataFolderPaths } from './data-folder-paths.ts';
import { findBackups } from './sqlite/backup-files.ts';
import { connect } from './sqlite/connection.ts';
import { runCopy } from './sqlite/copy-thread.ts';
import { DataFault } from './sqlite/data-fault.ts';
import type { DeskKeys } from './vault-recovery.ts';
import { isUnderPassphrase, VaultFault, type VaultSeal } from './vault-seal.ts';
import { openVault } from './vault.ts';

export type Diagnosis = Pick<Repair, 'kind' | 'code'> & {
  readonly firstBad?: number | undefined;
  readonly lastKnown?: number | undefined;
  readonly keys?: DeskKeys | undefined;
};

const spoilt: readonly string[] = ['damaged', 'wrong-key', 'not-a-database', 'not-encrypted'];
/** Entries of a log larger than this are not read through before the page is shown. */
const quickBytes = 256 * 1024 * 1024;

const keysIn = (vault: string, seal: VaultSeal | undefined): DeskKeys | undefined => {
  if (!existsSync(join(vault, 'data.key'))) return undefined;
  try {
    return openVault({ folder: vault, mayCreate: false, ...(seal && { seal }) }).keys();
  } catch {
    return undefined;
  }
};

const opens = (file: string, key: string): boolean => {
  try {
    connect(file, key, true).close();
    return true;
  } catch {
    return false;
  }
};

/** The greatest number that entries, marks or the centre's word tell of; each may be unreadable by itself, and then all. */
const lastKnownOf = (log: string, key: string): number | undefined => {
  const numbers: number[] = [];
  try {
    const connection = connect(log, key, true);
    const ask = (sql: string): void => {
      try {
        numbers.push(Number(connection.prepare(sql).pluck().get() ?? 0));
      } catch {
        // This page is lost; another may not be.
      }
    };
    ask('SELECT max(seq) FROM entry');
    ask('SELECT max(seq) FROM mark');
    ask("SELECT value FROM setting WHERE name = 'acknowledged'");
    connection.close();
  } catch {
    // Nothing of the log can be read.
  }
  return numbers.length > 0 ? Math.max(...numbers) : undefined;
};

const firstBadOf = async (error: DataFault, log: string, key: string): Promise<number | undefined> => {
  const told = error.facts['firstBad'];
  if (typeof told === 'number') return told;
  if (statSync(log).size > quickBytes) return undefined;
  return runCopy({ file: log, key }).then(
    ({ firstBad }) => firstBad,
    () => 1,
  );
};

/** What a page can do about a desk that does not open; `undefined` where it can do nothing. */
export const diagnose = async (
  error: unknown,
  folder: string,
  seal: VaultSeal | undefined,
): Promise<Diagnosis | undefined> => {
  const paths = dataFolderPaths(folder);
  if (!existsSync(paths.log)) return undefined;
  if (error instanceof VaultFault && (error.code === 'no-key' || error.code === 'wrong-seal')) {
    const isAsked = seal === undefined && isUnderPassphrase(paths.vault);
    return { kind: isAsked ? 'passphrase' : 'keys', code: error.code };
  }
  if (!(error instanceof DataFault) || !spoilt.includes(error.code)) return undefined;
  const copies = findBackups(paths.backups);
  const keys = keysIn(paths.vault, seal);
  // A folder that was never a desk's is another mistake than a damaged log.
  if (!keys && copies.length === 0 && !existsSync(paths.recovery)) return undefined;
  const isForeign = error.code === 'wrong-key' && keys && !(copies[0] && opens(copies[0].file, keys.dataKey));
  if (!keys || isForeign) return { kind: 'keys', code: error.code };
  return {
    kind: 'damaged',
    code: error.code,
    keys,
    firstBad: await firstBadOf(error, paths.log, keys.dataKey),
    lastKnown: lastKnownOf(paths.log, keys.dataKey),
  };
};
