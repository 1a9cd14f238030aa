import type { StoredEntry } from '../../domain/log.ts';

/** One entry a line, complete. */
export const fullLines = (entries: readonly StoredEntry[]): string =>
  entries.map((entry) => JSON.stringify(entry)).join('\n');

/**
 * One entry a line without what the centre recomputes: station, hashes, digest. Only the first previous hash and the last
 * hash travel, and they vouch for all between; hashes do not compress, so this halves what goes over the line.
 */
export const thinLines = (entries: readonly StoredEntry[]): string =>
  entries
    .map(({ previousHash, hash, personalDigest, ...rest }, index) =>
      JSON.stringify({
        ...rest,
        stationId: undefined,
        ...(index === 0 && { previousHash }),
        ...(index === entries.length - 1 && { hash }),
        // An erased personal part leaves its digest behind, and nobody can recompute that.
        ...(!rest.personal && personalDigest !== undefined && { personalDigest }),
      }),
    )
    .join('\n');
