import { cpSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitsIn } from '../../../src/adapters/sqlite/wal-check.ts';
import { crossing, openDesk, tempFolder } from './fixtures.ts';

const frameBytes = 24 + 4096;
/** So many that their round of the write-ahead log is longer than that of the schema before it. */
const written = 40;

/** A desk that lost its power after `entries`, with one bit of its write-ahead log turned. */
const tornAt = (at: (size: number) => number) => {
  const live = openDesk();
  for (let i = 0; i < written; i += 1) live.log.append(crossing({ seconds: i }));
  const cold = tempFolder();
  cpSync(live.folder, cold, { recursive: true });
  const wal = join(cold, 'log.db-wal');
  const bytes = readFileSync(wal);
  const place = at(statSync(wal).size);
  bytes[place] = (bytes[place] ?? 0) ^ 0x04;
  writeFileSync(wal, bytes);
  return openDesk({ folder: cold });
};

const lastFrame = (size: number): number => size - frameBytes;

describe('a torn write-ahead log', () => {
  it.each([
    ['the page of the last transaction', (size: number) => lastFrame(size) + 24 + 1000],
    ['the checksum of the last transaction', (size: number) => lastFrame(size) + 17],
    ['the salt of the last transaction', (size: number) => lastFrame(size) + 13],
    ['a page in the middle', (size: number) => 32 + Math.floor(size / frameBytes / 2) * frameBytes + 500],
  ])('names what is gone: %s', async (_, at) => {
    const desk = tornAt(at);
    const { seq } = desk.log.head();
    expect(seq).toBeLessThan(written);
    expect(desk.torn?.after).toBe(seq);
    expect(desk.torn?.upTo).toBeGreaterThanOrEqual(written);
    expect(await desk.log.verify()).toEqual({ ok: true, entries: seq });
  });

  it.each([24, 24 + 4095])(
    'leaves out a transaction that was being written when the desk ended: %i bytes of its last frame',
    (kept) => {
      const live = openDesk();
      for (let i = 0; i < written; i += 1) live.log.append(crossing({ seconds: i }));
      const cold = tempFolder();
      cpSync(live.folder, cold, { recursive: true });
      const wal = join(cold, 'log.db-wal');
      truncateSync(wal, lastFrame(statSync(wal).size) + kept);
      const desk = openDesk({ folder: cold });
      expect(desk.log.head().seq).toBe(written - 1);
      expect(desk.torn).toBeUndefined();
    },
  );

  it('leaves out frames of an earlier round, however their salts differ', () => {
    const [own, damaged, flipped, other] = [0x1234_5678, 0x1234_5679, 0x9234_5678, 0xe8cb_a987];
    const file = join(tempFolder(), 'wal');
    const bytes = Buffer.alloc(32 + 4 * frameBytes);
    bytes.writeUInt32BE(own, 20);
    for (const [i, salt] of [own, damaged, flipped, other].entries()) {
      bytes.writeUInt32BE(7, 32 + i * frameBytes + 4);
      bytes.writeUInt32BE(salt, 32 + i * frameBytes + 12);
    }
    writeFileSync(file, bytes);
    expect(commitsIn(file)).toEqual([1, 2, 3]);
  });

  it('says nothing where nothing is gone', () => {
    const live = openDesk();
    for (let i = 0; i < 20; i += 1) live.log.append(crossing());
    const cold = tempFolder();
    cpSync(live.folder, cold, { recursive: true });
    const desk = openDesk({ folder: cold });
    expect(desk.torn).toBeUndefined();
    expect(desk.log.head()).toEqual(live.log.head());
  });
});
