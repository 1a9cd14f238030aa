import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import {
  checkLink,
  genesisHash,
  merkleRoot,
  storedEntrySchema,
  type ChainHead,
  type StoredEntry,
} from '../../domain/log.ts';
import { closingFault } from '../../domain/shift-bodies.ts';
import { sha256 } from '../hash.ts';
import { verifyPackSignature } from '../pack-signature.ts';
import type { VerdictReport } from './report.ts';

type Fault = NonNullable<VerdictReport['reason']>;

const entryOf = (line: string): StoredEntry | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return v.is(storedEntrySchema, value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Hashes since the last closing, digests of what is erased: what later entries of an export speak of. */
const createMemory = () => {
  let hashes: string[] = [];
  let base = 0;
  const opened = new Map<number, StoredEntry>();
  const gone = new Map<number, string>();
  return {
    keep: (entry: StoredEntry) => {
      if (entry.kind === 'shift-opened') opened.set(entry.seq, entry);
      if (base === 0 && entry.kind === 'shift-opened') base = entry.seq;
      if (base > 0) hashes.push(entry.hash);
      if (entry.personalDigest !== undefined && !entry.personal) gone.set(entry.seq, entry.personalDigest);
    },
    closing: (entry: StoredEntry): Fault | undefined => {
      let covered = 0;
      const fault = closingFault(
        entry,
        opened.get(Number(entry.body['of'])),
        ({ fromSeq, toSeq }) => {
          covered = toSeq - base + 1;
          return fromSeq < base ? [] : hashes.slice(fromSeq - base, covered);
        },
        { sha256, verify: verifyPackSignature },
      );
      if (!fault) [hashes, base] = [hashes.slice(covered), base + covered];
      return fault;
    },
    erasure: ({ body }: StoredEntry): Fault | undefined => {
      const { fromSeq, toSeq, count, digest, left = [] } = body as Record<string, unknown>;
      const kept = new Set(left as number[]);
      const own = [...gone].filter(([seq]) => seq >= Number(fromSeq) && seq <= Number(toSeq) && !kept.has(seq));
      const digests = own.map(([, one]) => one);
      // What one erasure has accounted for is no other's.
      for (const [seq] of own) gone.delete(seq);
      return digests.length === count && merkleRoot(digests, sha256) === digest ? undefined : 'erasure';
    },
  };
};

/** Checks an export line by line: the chain, every closed shift, every erasure. `onEntry` sees each entry that holds. */
export const verifyExport = async (
  file: string,
  onEntry: (entry: StoredEntry) => void = () => undefined,
): Promise<VerdictReport> => {
  let head: ChainHead = { seq: 0, hash: genesisHash };
  let station: string | undefined;
  const memory = createMemory();
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    const bad = (reason: Fault): VerdictReport => ({
      ok: false,
      kind: 'export',
      entries: head.seq,
      firstBad: head.seq + 1,
      reason,
    });
    const entry = entryOf(line);
    if (!entry) return bad('not-json');
    station ??= entry.stationId;
    const fault =
      (entry.stationId === station ? checkLink(entry, head, sha256) : 'station') ??
      (entry.kind === 'shift-closed' ? memory.closing(entry) : undefined) ??
      (entry.kind === 'erased' ? memory.erasure(entry) : undefined);
    if (fault) return bad(fault);
    memory.keep(entry);
    onEntry(entry);
    head = entry;
  }
  return { ok: true, kind: 'export', entries: head.seq, ...(station !== undefined && { station }) };
};
