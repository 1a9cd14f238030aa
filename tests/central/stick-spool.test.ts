import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createStickSpool } from '../../src/central/stick-spool.ts';
import { largestStick } from '../../src/contract/stick-line.ts';

it('keeps a bounded number of unfinished files: one a desk, none for ever, none too large', () => {
  const sticks = mkdtempSync(join(tmpdir(), 'beket-spool-'));
  const spool = createStickSpool(sticks, Date.now);
  const digest = 'a'.repeat(64);
  const bytes = Buffer.from('sealed');
  const put = (bearer: string, of = digest, size = 600) => spool.put({ bearer, digest: of }, { at: 0, size, bytes });
  expect(put('desk-one')).toBe(6);
  // In another order, or twice: what does not fit is not written.
  expect(put('desk-one')).toBe(6);
  expect(spool.put({ bearer: 'desk-one', digest }, { at: 3, size: 600, bytes })).toBe(6);
  expect(spool.put({ bearer: 'desk-one', digest }, { at: 6, size: 9, bytes })).toEqual({ refused: 'too-large' });
  expect(put('desk-two', digest, largestStick + 1)).toEqual({ refused: 'too-large' });
  expect(put('desk-one', 'b'.repeat(64))).toBe(6);
  expect(readdirSync(sticks)).toEqual([`desk-one.${'b'.repeat(64)}.part`]);
  const lying = join(sticks, `desk-old.${digest}.part`);
  writeFileSync(lying, bytes);
  utimesSync(lying, 0, 0);
  expect(put('desk-two')).toBe(6);
  expect(readdirSync(sticks)).not.toContain(`desk-old.${digest}.part`);
  // Sparse: as large as all that may lie here, without the bytes.
  writeFileSync(lying, '');
  truncateSync(lying, 16 * largestStick);
  expect(put('desk-three')).toEqual({ refused: 'no-room' });
  // One that has begun goes on.
  expect(spool.put({ bearer: 'desk-two', digest }, { at: 6, size: 600, bytes })).toBe(12);
  rmSync(sticks, { recursive: true });
});

it('goes on after the centre was started anew, from what lies on its disk', () => {
  const sticks = mkdtempSync(join(tmpdir(), 'beket-spool-'));
  const bytes = randomBytes(90_001);
  const key = { bearer: 'desk-one', digest: createHash('sha256').update(bytes).digest('hex') };
  const [before, after] = [createStickSpool(sticks, Date.now), createStickSpool(sticks, Date.now)];
  const half = bytes.length >> 1;
  expect(before.put(key, { at: 0, size: bytes.length, bytes: bytes.subarray(0, half) })).toBe(half);
  before.close();
  expect(after.put(key, { at: 0, size: bytes.length, bytes: Buffer.alloc(0) })).toBe(half);
  expect(after.put(key, { at: half, size: bytes.length, bytes: bytes.subarray(half) })).toBe(bytes.length);
  expect(after.open(key).read(0, bytes.length).equals(bytes)).toBe(true);
  rmSync(sticks, { recursive: true });
});
