// Written from docs/verify.md alone; imports nothing of Beket. `node independent-verifier.ts EXPORT.ndjson [SEQ:HASH]`
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json | undefined };
type Line = { [name: string]: Json | undefined };

const sha = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const canonical = (value: Json): string => {
  if (Array.isArray(value)) return '[' + value.map(canonical).join(',') + ']';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  return (
    '{' +
    names
      .sort()
      .map((name) => JSON.stringify(name) + ':' + canonical(value[name] as Json))
      .join(',') +
    '}'
  );
};

const root = (leaves: string[]): string => {
  if (leaves.length === 0) return sha('');
  let level = leaves.map((leaf) => sha('leaf:' + leaf));
  while (level.length > 1) {
    const above: string[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const right = level[i + 1];
      above.push(right === undefined ? (level[i] as string) : sha('node:' + level[i] + right));
    }
    level = above;
  }
  return level[0] as string;
};

const erasable = ['crossing', 'correction', 'void', 'resolution', 'looked-up'];

export type Verdict = { ok: boolean; entries: number; firstBad?: number; why?: string };

/** Checks an export; `known` is a later entry somebody else holds, as `SEQ:HASH`. */
export const verify = (ndjson: string, known?: string): Verdict => {
  const lines = ndjson.split('\n').filter(Boolean);
  const seen: Line[] = [];
  let before = '0'.repeat(64);
  const bad = (why: string): Verdict => ({ ok: false, entries: seen.length, firstBad: seen.length + 1, why });
  for (const text of lines) {
    let line: Line;
    try {
      line = JSON.parse(text) as Line;
    } catch {
      return bad('not JSON');
    }
    if (line['seq'] !== seen.length + 1) return bad('sequence');
    if (seen[0] && line['stationId'] !== seen[0]['stationId']) return bad('station');
    if (line['previousHash'] !== before) return bad('previous hash');
    const { at, body, kind, personalDigest, previousHash, seq, stationId } = line;
    if (sha(canonical({ at, body, kind, personalDigest, previousHash, seq, stationId })) !== line['hash'])
      return bad('hash');
    const personal = line['personal'] as { salt: string; value: Json } | undefined;
    if (personal && sha(personal.salt + '\n' + canonical(personal.value)) !== personalDigest)
      return bad('personal part');
    if (kind === 'erased') {
      const { fromSeq, toSeq, count, digest } = body as {
        fromSeq: number;
        toSeq: number;
        count: number;
        digest: string;
      };
      const gone = seen
        .slice(fromSeq - 1, toSeq)
        .filter((one) => erasable.includes(String(one['kind'])) && one['personalDigest'] && !one['personal']);
      if (gone.length !== count || root(gone.map((one) => String(one['personalDigest']))) !== digest)
        return bad('erasure');
    }
    before = String(line['hash']);
    seen.push(line);
  }
  const [seq, hash] = known?.split(':') ?? [];
  if (seq && seen[Number(seq) - 1]?.['hash'] !== hash)
    return { ...bad('cut or replaced'), firstBad: Math.min(seen.length + 1, Number(seq)) };
  return { ok: true, entries: seen.length };
};

/** Follows an inclusion proof from an entry's hash; the result is to be compared with the root it was printed with. */
export const follow = (hash: string, steps: { side: string; hash: string }[]): string =>
  steps.reduce(
    (own, step) => sha('node:' + (step.side === 'left' ? step.hash + own : own + step.hash)),
    sha('leaf:' + hash),
  );

const [file, known] = process.argv.slice(2);
if (import.meta.filename === process.argv[1] && file)
  console.log(JSON.stringify(verify(readFileSync(file, 'utf8'), known)));
