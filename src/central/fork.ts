import { genesisHash } from '../domain/log.ts';
import type { Query } from './database.ts';
import { lockStation, moveHead } from './station-book.ts';

/**
 * The way out of a fork (T13). Both halves happened: what the centre holds stays, and the desk goes on in a new branch from
 * the last entry both have; where that is unknown it sends all again, and what is here already is recognised by its hash.
 */
export const branchAnew = async (query: Query, stationId: string): Promise<boolean> => {
  const station = await lockStation(query, stationId);
  if (!station?.fork) return false;
  const base = station.fork.base ?? 0;
  const [row] = await query('SELECT hash FROM entries WHERE station_id = $1 AND seq = $2 ORDER BY branch DESC', [
    stationId,
    base,
  ]);
  await query('UPDATE stations SET branch = branch + 1 WHERE station_id = $1', [stationId]);
  await moveHead(query, stationId, base === 0 ? { seq: 0, hash: genesisHash } : { seq: base, hash: String(row?.hash) });
  return true;
};
