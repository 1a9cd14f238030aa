// Written from docs/verify.md alone; imports nothing of Beket. `node independent-verifier.ts FILE [SEQ:HASH]`
import { createHash, createPublicKey, verify as isSignature } from 'node:crypto';
import { readFileSync } from 'node:fs';

type Signed = { statement: string; publicKey: string; signature: string };
type Erased = { fromSeq: number; toSeq: number; count: number; digest: string; left?: number[] };
type Body = Signed & Erased & { of: number; tally: unknown };
type Texts = Record<'at' | 'kind' | 'stationId' | 'hash' | 'previousHash', string>;
type Personal = { salt: string; value: unknown };
type Line = Texts & { seq: number; body: Body; personalDigest?: string; personal?: Personal; told?: boolean };
type Steps = { side: string; hash: string }[];
type Handed = Signed & { beket: string; tally: unknown; entry: Line; steps: Steps };
export type Verdict = { ok: boolean; entries: number; firstBad?: number; why?: string };
const sha = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return '[' + value.map(canonical).join(',') + ']';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).filter(([, one]) => one !== undefined);
  const sorted = members.sort(([a], [b]) => (a < b ? -1 : 1));
  return '{' + sorted.map(([name, one]) => JSON.stringify(name) + ':' + canonical(one)).join(',') + '}';
};
const root = (leaves: string[]): string => {
  let level = leaves.map((leaf) => sha('leaf:' + leaf));
  const node = (left: string, right?: string): string => (right === undefined ? left : sha('node:' + left + right));
  while (level.length > 1) level = level.flatMap((left, i) => (i % 2 === 1 ? [] : [node(left, level[i + 1])]));
  return level[0] ?? sha('');
};
/** Follows an inclusion proof from an entry's hash to the root. */
export const follow = (hash: string, steps: Steps): string => {
  const up = (own: string, step: Steps[number]): string => (step.side === 'left' ? step.hash + own : own + step.hash);
  return steps.reduce((own, step) => sha('node:' + up(own, step)), sha('leaf:' + hash));
};
const seals = /^BEKET-SHIFT:1 (\S+) \d+ \S+ (\d+)-(\d+) \S+ ([0-9A-F]{64}) ([0-9A-F]{64})$/;
/** What a signed line says, or why it does not hold. */
const sealOf = ({ statement, publicKey, signature }: Signed) => {
  const [, station, from, to, merkle = '', tally = ''] = seals.exec(statement) ?? [];
  if (!station) return 'statement';
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  if (!isSignature(null, Buffer.from(statement), key, Buffer.from(signature, 'base64'))) return 'signature';
  const low = { station: station.toLowerCase(), root: merkle.toLowerCase(), tally: tally.toLowerCase() };
  return { ...low, from: Number(from), to: Number(to) };
};
const entryFault = ({ hash, personal, ...entry }: Line): string => {
  const { at, body, kind, personalDigest, previousHash, seq, stationId } = entry;
  if (sha(canonical({ at, body, kind, personalDigest, previousHash, seq, stationId })) !== hash) return 'hash';
  return personal && sha(personal.salt + '\n' + canonical(personal.value)) !== personalDigest ? 'personal part' : '';
};
const shiftFault = (body: Body, seen: Line[]): string => {
  const seal = sealOf(body);
  if (typeof seal === 'string') return seal;
  if (seal.to !== seen.length || body.publicKey !== seen[body.of - 1]?.body.publicKey) return 'statement';
  if (sha(canonical(body.tally)) !== seal.tally) return 'tally';
  return root(seen.slice(seal.from - 1).map(({ hash }) => hash)) === seal.root ? '' : 'shift root';
};
/** What an erasure has accounted for is marked, so that no other counts it again. */
const erasureFault = ({ fromSeq, toSeq, count, digest, left = [] }: Body, seen: Line[]): string => {
  const range = seen.slice(fromSeq - 1, toSeq).filter(({ seq, told }) => !told && !left.includes(seq));
  const gone = range.filter(({ personalDigest, personal }) => personalDigest && !personal);
  for (const line of gone) line.told = true;
  return gone.length === count && root(gone.map((one) => one.personalDigest ?? '')) === digest ? '' : 'erasure';
};
const lineFault = (line: Line, seen: Line[]): string => {
  if (line.seq !== seen.length + 1) return 'sequence';
  if (seen[0] && line.stationId !== seen[0].stationId) return 'station';
  if (line.previousHash !== (seen.at(-1)?.hash ?? '0'.repeat(64))) return 'previous hash';
  const special = line.kind === 'erased' ? erasureFault : line.kind === 'shift-closed' ? shiftFault : () => '';
  return entryFault(line) || special(line.body, seen);
};

/** Checks an export; `known` is a later entry somebody else holds, as `SEQ:HASH`. */
export const verify = (ndjson: string, known = ''): Verdict => {
  const seen: Line[] = [];
  for (const text of ndjson.split('\n').filter(Boolean)) {
    const line = JSON.parse(text) as Line;
    const why = lineFault(line, seen);
    if (why) return { ok: false, entries: seen.length, firstBad: seen.length + 1, why };
    seen.push(line);
  }
  const [seq, hash] = known.split(':');
  if (!seq || seen[Number(seq) - 1]?.hash === hash) return { ok: true, entries: seen.length };
  return { ok: false, entries: seen.length, firstBad: Math.min(seen.length + 1, Number(seq)), why: 'cut or replaced' };
};

/** Why a signed tally or a proof does not hold; empty where it does. */
export const signedFault = ({ beket, tally, entry, steps, ...signed }: Handed): string => {
  const seal = sealOf(signed);
  if (typeof seal === 'string') return seal;
  if (beket === 'signed-tally') return sha(canonical(tally)) === seal.tally ? '' : 'tally';
  const isOwn = entry.stationId === seal.station && follow(entry.hash, steps) === seal.root;
  return entryFault(entry) || (isOwn ? '' : 'shift root');
};
const [path, known] = process.argv.slice(2);
if (import.meta.filename === process.argv[1] && path) {
  const text = readFileSync(path, 'utf8');
  const isOne = /"beket"/.test(text.slice(0, 99));
  console.log(isOne ? signedFault(JSON.parse(text) as Handed) || 'true' : JSON.stringify(verify(text, known)));
}
