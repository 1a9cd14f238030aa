import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/adapters/hash.ts';
import { entryHash, merkleRoot, type StoredEntry } from '../../src/domain/log.ts';
import { merkleProof, rootOfHashes, rootOfProof } from '../../src/domain/merkle-proof.ts';
import { clockAt, crossing, openDesk } from '../adapters/sqlite/fixtures.ts';
import { verifyExportFile, verifySignedFile } from '../../src/adapters/verifying/verify-file.ts';
import { follow, signedFault, verify } from './independent-verifier.ts';

const exported = (entries: readonly unknown[]): string => entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');

/** A log with everything in it that a verifier must know: corrections, voids, a false clock, an erasure. */
const logOf = async (): Promise<StoredEntry[]> => {
  const clock = clockAt('2026-11-20T10:00:00.000Z');
  const { log, erase } = openDesk({ clock });
  for (let i = 0; i < 12; i += 1) {
    clock.step(60_000);
    log.append(crossing({ seconds: i / 10 }));
  }
  log.append({
    kind: 'correction',
    body: { of: 3, officer: 'S200', changes: { purpose: 'work' } },
    personal: { reason: 'Опечатка "\u0001"' },
  });
  log.append({ kind: 'signed-out', body: { officer: 'O300' } });
  clock.step(86_400_000);
  log.append(crossing());
  await erase({ rule: 'KZ.RETENTION', before: '2026-11-21' });
  clock.set('2026-11-19T10:00:00.000Z');
  log.append({ kind: 'void', body: { of: 15, officer: 'S200' }, personal: { reason: 'twice' } });
  return log.entriesAfter(0, 100);
};

describe('a verifier written from docs/verify.md alone', () => {
  const file = fileURLToPath(new URL('independent-verifier.ts', import.meta.url));

  it('has fewer than a hundred lines and nothing of ours', () => {
    const text = readFileSync(file, 'utf8');
    expect(text.split('\n').length).toBeLessThan(100);
    expect(text).not.toMatch(/from '\.|src\//);
  });

  it('finds a true export true, with an erasure proved in it', async () => {
    const entries = await logOf();
    expect(entries.filter(({ kind, personal }) => kind === 'crossing' && !personal)).toHaveLength(12);
    const last = entries.at(-1);
    expect(verify(exported(entries))).toEqual({ ok: true, entries: 17 });
    expect(verify(exported(entries), `${last?.seq}:${last?.hash}`)).toEqual({ ok: true, entries: 17 });
  });

  it('names the first bad entry, whatever was done', async () => {
    const entries = await logOf();
    const last = entries.at(-1);
    const changed = (seq: number, more: Partial<StoredEntry>): string =>
      exported(entries.map((entry) => (entry.seq === seq ? { ...entry, ...more } : entry)));
    expect(verify(changed(5, { at: '2026-11-20T10:00:00.001Z' }))).toMatchObject({ firstBad: 5, why: 'hash' });
    expect(verify(changed(7, { body: {} }))).toMatchObject({ firstBad: 7, why: 'hash' });
    expect(verify(changed(15, { personal: { salt: '0'.repeat(32), value: {} } }))).toMatchObject({
      firstBad: 15,
      why: 'personal part',
    });
    expect(verify(changed(9, { stationId: 'st-other' }))).toMatchObject({ firstBad: 9, why: 'station' });
    expect(verify(exported(entries.filter(({ seq }) => seq !== 4)))).toMatchObject({ firstBad: 4, why: 'sequence' });
    expect(verify(exported(entries.slice(0, 10)), `${last?.seq}:${last?.hash}`)).toMatchObject({
      firstBad: 11,
      why: 'cut or replaced',
    });
  });

  it('follows an inclusion proof without the log', () => {
    for (const count of [1, 2, 3, 7, 12]) {
      const hashes = Array.from({ length: count }, (_, i) => sha256(String(i)));
      const root = merkleRoot(hashes, sha256);
      expect(rootOfHashes(hashes, sha256)).toBe(root);
      for (const [i, hash] of hashes.entries()) {
        const proof = merkleProof(hashes, i, sha256);
        expect(follow(hash, proof)).toBe(root);
        expect(rootOfProof(hash, proof, sha256)).toBe(root);
        expect(follow(sha256('another'), proof)).not.toBe(root);
      }
    }
  });

  const vector = (name: string): string => fileURLToPath(new URL(`vectors/${name}`, import.meta.url));
  const handed = (name: string) => JSON.parse(readFileSync(vector(name), 'utf8')) as Parameters<typeof signedFault>[0];

  it('and ours find the same of the published vectors', async () => {
    const log = readFileSync(vector('log.ndjson'), 'utf8');
    expect(verify(log)).toEqual({ ok: true, entries: 10 });
    expect(await verifyExportFile(vector('log.ndjson'))).toMatchObject({ ok: true, entries: 10 });
    for (const name of ['signed-tally.json', 'proof.json']) {
      expect(signedFault(handed(name)), name).toBe('');
      expect(verifySignedFile(vector(name)).report, name).toMatchObject({ ok: true });
    }
  });

  it('holds a closed shift to what was signed', () => {
    const lines = readFileSync(vector('log.ndjson'), 'utf8').trim().split('\n');
    const closing = lines.findIndex((line) => line.includes('"kind":"shift-closed"'));
    const sealed = (change: (body: { tally: { iins: number }; signature: string; statement: string }) => void) => {
      const entry = JSON.parse(lines[closing] ?? '') as StoredEntry;
      change(entry.body as never);
      const hash = entryHash(entry, sha256);
      return verify([...lines.slice(0, closing), JSON.stringify({ ...entry, hash })].join('\n')).why;
    };
    expect(sealed(() => undefined)).toBeUndefined();
    expect(sealed((body) => (body.tally.iins += 1))).toBe('tally');
    expect(sealed((body) => (body.signature = body.signature.replace(/^../, 'AA')))).toBe('signature');
    expect(sealed((body) => (body.statement = body.statement.replace(/.$/, 'G')))).toBe('statement');
  });

  it('refuses a tally or a proof with one digit changed', () => {
    const tally = handed('signed-tally.json');
    const proof = handed('proof.json');
    expect(signedFault({ ...tally, tally: { ...(tally.tally as object), iins: 7 } })).toBe('tally');
    expect(signedFault({ ...tally, statement: tally.statement.replace('ZHAISAN', 'SYRYM') })).toBe('signature');
    expect(signedFault({ ...proof, entry: { ...proof.entry, seq: proof.entry.seq + 1 } })).toBe('hash');
    expect(signedFault({ ...proof, steps: proof.steps.slice(1) })).toBe('shift root');
  });
});
