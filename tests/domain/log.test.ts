import { describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import {
  checkLink,
  entryHash,
  genesisHash,
  merkleRoot,
  personalDigest,
  type StoredEntry,
} from '../../src/domain/log.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const sealed = (more: Partial<StoredEntry> = {}): StoredEntry => {
  const entry = {
    stationId: 'st-1',
    seq: 1,
    at: '2026-11-22T10:00:00.000Z',
    kind: 'crossing' as const,
    body: { b: 1, a: 'ә' },
    previousHash: genesisHash,
    ...more,
  };
  return { ...entry, hash: entryHash(entry, sha256) };
};

describe('the chain', () => {
  it('hashes the canonical JSON of everything but the hash and the personal part', () => {
    const text = `{"at":"2026-11-22T10:00:00.000Z","body":{"a":"ә","b":1},"kind":"crossing","previousHash":"${'0'.repeat(64)}","seq":1,"stationId":"st-1"}`;
    expect(sealed().hash).toBe(sha256(text));
  });

  it('names what does not hold', () => {
    const personal = { salt: 'ab'.repeat(16), value: { name: 'Образцова' } };
    const entry = sealed({ personalDigest: personalDigest(personal, sha256) });
    const head = { seq: 0, hash: genesisHash };
    expect(checkLink({ ...entry, personal }, head, sha256)).toBeUndefined();
    expect(checkLink(entry, head, sha256)).toBeUndefined();
    expect(checkLink(entry, { seq: 1, hash: genesisHash }, sha256)).toBe('sequence-gap');
    expect(checkLink(entry, { seq: 0, hash: 'f'.repeat(64) }, sha256)).toBe('previous-hash');
    expect(checkLink({ ...entry, body: { b: 2 } }, head, sha256)).toBe('hash');
    expect(checkLink({ ...entry, personal: { ...personal, value: {} } }, head, sha256)).toBe('personal-digest');
  });

  it('writes JSON one way', () => {
    expect(canonicalJson({ b: [undefined, { d: 1, c: undefined }], a: 'x\n"' })).toBe(
      '{"a":"x\\n\\"","b":[null,{"d":1}]}',
    );
  });
});

describe('the Merkle root', () => {
  it('changes with every leaf, their order and their number', () => {
    const leaves = ['a', 'b', 'c', 'd', 'e'].map(sha256);
    const root = merkleRoot(leaves, sha256);
    const others = [leaves.toReversed(), leaves.slice(1), leaves.slice(0, 4), [...leaves, sha256('e')]];
    for (const other of others) expect(merkleRoot(other, sha256)).not.toBe(root);
    const [a, b, c] = leaves.map((leaf) => sha256(`leaf:${leaf}`)) as [string, string, string];
    expect(merkleRoot(leaves.slice(0, 3), sha256)).toBe(sha256(`node:${sha256(`node:${a}${b}`)}${c}`));
    expect(merkleRoot([], sha256)).toBe(sha256(''));
  });
});
