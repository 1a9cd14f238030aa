import { statSync } from 'node:fs';
import type { DataFolder } from './assemble-data.ts';
import type { Connection } from './connection.ts';
import { DataFault } from './data-fault.ts';
import { createPhrases } from './phrases.ts';
import { createSettings } from './settings.ts';
import { createStationStore } from './station-store.ts';
import { verifyTail } from './verify.ts';

/** A file up to this size is read through at every start, in half a second; of a larger one the tail, the rest by `verify`. */
const quickBytes = 64 * 1024 * 1024;
const tailEntries = 500;

const damaged = (file: string, facts: Record<string, string | number>): DataFault =>
  new DataFault('damaged', `${file} is damaged. Restore the last backup; \`beket verify\` names the first bad entry.`, {
    file,
    ...facts,
  });

/**
 * Looks at a database that has just been opened to be written to. Throws DataFault `damaged`. Answers what a torn
 * write-ahead log has lost: every transaction that ends behind the last frame SQLite could take over was at most one entry.
 */
export const checkOnOpening = (
  connection: Connection,
  file: string,
  commits: readonly number[],
): DataFolder['torn'] => {
  const [state] = connection.pragma('wal_checkpoint(PASSIVE)') as { log: number }[];
  const lost = commits.filter((frame) => frame > (state?.log ?? 0)).length;
  if (statSync(file).size <= quickBytes && connection.pragma('quick_check(1)', { simple: true }) !== 'ok') {
    throw damaged(file, {});
  }
  const store = createStationStore(createSettings(connection));
  const parts = { connection, phrases: createPhrases(connection), stationId: store.config()?.stationId };
  const { firstBad, seq } = verifyTail(parts, tailEntries);
  if (firstBad !== undefined) throw damaged(file, { firstBad });
  return lost > 0 ? { after: seq, upTo: seq + lost } : undefined;
};
