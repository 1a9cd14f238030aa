import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/adapters/hash.ts';
import { merkleRoot, type StoredEntry } from '../../src/domain/log.ts';
import { merkleProof, rootOfProof } from '../../src/domain/merkle-proof.ts';
import { clockAt, crossing, openDesk } from '../adapters/sqlite/fixtures.ts';
import { follow, verify } from './independent-verifier.ts';

const exported = (entries: readonly unknown[]): string => entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');

/** A log with everything in it that a verifier must know: corrections, voids, a false clock, an erasure. */
const logOf = (): StoredEntry[] => {
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
  erase({ rule: 'KZ.RETENTION', before: '2026-11-21' });
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

  it('finds a true export true, with an erasure proved in it', () => {
    const entries = logOf();
    expect(entries.filter(({ kind, personal }) => kind === 'crossing' && !personal)).toHaveLength(12);
    const last = entries.at(-1);
    expect(verify(exported(entries))).toEqual({ ok: true, entries: 17 });
    expect(verify(exported(entries), `${last?.seq}:${last?.hash}`)).toEqual({ ok: true, entries: 17 });
  });

  it('names the first bad entry, whatever was done', () => {
    const entries = logOf();
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
      for (const [i, hash] of hashes.entries()) {
        const proof = merkleProof(hashes, i, sha256);
        expect(follow(hash, proof)).toBe(root);
        expect(rootOfProof(hash, proof, sha256)).toBe(root);
        expect(follow(sha256('another'), proof)).not.toBe(root);
      }
    }
  });
});
