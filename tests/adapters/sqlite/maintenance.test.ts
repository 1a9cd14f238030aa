import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/hash.ts';
import { agedBackups } from '../../../src/adapters/sqlite/backup-files.ts';
import { restoreCopy } from '../../../src/adapters/sqlite/restore.ts';
import { keepRecovery, newRecoveryWords, openRecovery } from '../../../src/adapters/vault-recovery.ts';
import { keyOfWords, recoveryWords } from '../../../src/adapters/vault-words.ts';
import { openVault, sealKeys } from '../../../src/adapters/vault.ts';
import { merkleRoot } from '../../../src/domain/log.ts';
import { tally } from '../../../src/domain/tally.ts';
import { clockAt, crossing, openDesk, personal, tempFolder } from './fixtures.ts';

const keyIn = (folder: string): string => openVault({ folder: join(folder, 'vault'), mayCreate: false }).dataKey();

describe('backup and restore', () => {
  it('copies while the desk goes on, and the copy verifies', async () => {
    const desk = openDesk();
    for (let i = 0; i < 30; i += 1) desk.log.append(crossing({ seconds: i }));
    const to = join(desk.folder, 'stick');
    const running = desk.backup(to);
    desk.log.append(crossing());
    const made = await running;
    // The copy is of some moment of the copying: before the last entry or after it, whole in both cases.
    expect([30, 31]).toContain(made.seq);
    expect(made.hash).toBe(desk.log.find(made.seq)?.hash);
    expect(readdirSync(to)).toHaveLength(1);
    expect(readFileSync(made.file).toString('latin1')).not.toMatch(/SHCHERBAKOVA|SQLite format/);
    expect(await desk.log.verify()).toEqual({ ok: true, entries: 31 });
  });

  it('is called off between two steps, leaves no half of a copy, and can be made again at once', async () => {
    const desk = openDesk();
    for (let i = 0; i < 30; i += 1) desk.log.append(crossing({ seconds: i }));
    const to = join(desk.folder, 'stick');
    await expect(desk.backup(to, { isCalledOff: () => true })).rejects.toMatchObject({ code: 'called-off' });
    expect(readdirSync(to)).toEqual([]);
    expect(await desk.backup(to)).toMatchObject({ seq: 30 });
  });

  it('puts a verified copy back, sets aside what was there, and says so in the log', async () => {
    const desk = openDesk();
    desk.log.append(crossing());
    const { file } = await desk.backup(join(desk.folder, 'backups'));
    const lost = desk.log.append(crossing({ seconds: 9 }));
    desk.close();
    const aside = await restoreCopy(file, desk.folder, keyIn(desk.folder), '2026-11-22T10:00:00.000Z');
    expect(aside).toContain('log.db.before-2026-11-22T100000Z');
    const again = openDesk({ folder: desk.folder });
    const [first, restored] = again.log.entriesAfter(0, 9);
    expect(restored).toMatchObject({ seq: 2, kind: 'restored', body: { fromSeq: 1, fromHash: first?.hash } });
    // The centre holds the lost entry under the same number: the hashes differ, and the fork is seen.
    expect(restored?.hash).not.toBe(lost.hash);
    expect(await again.log.verify()).toEqual({ ok: true, entries: 2 });
  });

  it('refuses a copy that does not verify, and touches nothing', async () => {
    const desk = openDesk();
    desk.log.append(crossing());
    const { file } = await desk.backup(join(desk.folder, 'backups'));
    desk.close();
    const bytes = readFileSync(file);
    for (let at = 4096 * 2; at < bytes.length; at += 4096) bytes[at + 100] = (bytes[at + 100] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    await expect(restoreCopy(file, desk.folder, keyIn(desk.folder), '2026-11-22T10:00:00.000Z')).rejects.toThrow(
      /damaged|not verify/,
    );
    expect(openDesk({ folder: desk.folder }).log.head().seq).toBe(1);
  });

  it('keeps every copy of two days, then one a day, then one a month', () => {
    const names = [
      '2026-11-22T100000',
      '2026-11-22T090000',
      '2026-11-10T100000',
      '2026-11-10T090000',
      '2026-08-20T100000',
      '2026-08-02T100000',
      '2025-08-02T100000',
    ];
    const files = [...names.map((name, i) => `log-${name}Z-${i}.db`), 'notes.txt'];
    expect(agedBackups(files, Date.parse('2026-11-22T10:30:00Z'))).toEqual([
      'log-2026-11-10T090000Z-3.db',
      'log-2026-08-02T100000Z-5.db',
      'log-2025-08-02T100000Z-6.db',
    ]);
    expect(agedBackups(files.slice(6), Date.parse('2026-11-22T10:30:00Z'))).toEqual([]);
  });
});

describe('retention', () => {
  it('erases who it was, keeps what was, proves it, and the chain holds', async () => {
    const clock = clockAt('2026-11-20T10:00:00.000Z');
    const desk = openDesk({ clock });
    const { seq } = desk.log.append(crossing());
    desk.log.append({
      kind: 'correction',
      body: { of: seq, officer: 'S200', changes: {} },
      personal: { reason: 'ЩЕРБАКОВА' },
    });
    const digests = desk.log.entriesAfter(0, 5).map(({ personalDigest = '' }) => personalDigest);
    clock.step(86_400_000);
    desk.log.append(crossing());
    const period = { kind: 'days', from: '2026-11-01', to: '2026-11-30' } as const;
    const count = () => tally(desk.log.crossingsOf(period), period, { zone: 'Asia/Almaty', posts: ['zhaisan'] });
    const before = count();
    expect(await desk.retention.due('2026-11-21')).toEqual({ entries: 2, open: 0, watched: 0, firstDay: '2026-11-20' });
    const erasure = { rule: 'KZ.RETENTION', before: '2026-11-21', officer: 'A100', pack: 'a'.repeat(64) };
    expect(await desk.erase(erasure)).toEqual({ entries: 2, open: 0, watched: 0 });
    expect(desk.log.find(4)?.body).toEqual({
      pack: 'a'.repeat(64),
      rule: 'KZ.RETENTION',
      before: '2026-11-21',
      officer: 'A100',
      fromSeq: 1,
      toSeq: 2,
      count: 2,
      digest: merkleRoot(digests, sha256),
    });
    expect(desk.log.crossing(1)).not.toHaveProperty('personal');
    expect(desk.log.crossing(3)?.personal?.document.surname).toBe('SHCHERBAKOVA');
    expect(count()).toEqual(before);
    expect(desk.stays.history(personal().document, '2000-01-01').events).toHaveLength(1);
    expect(await desk.log.verify()).toEqual({ ok: true, entries: 4 });
    expect(await desk.erase({ rule: 'KZ.RETENTION', before: '2026-11-21' })).toEqual({
      entries: 0,
      open: 0,
      watched: 0,
    });
    expect(desk.log.head().seq).toBe(4);
  });
});

describe('the recovery key', () => {
  it('is seventeen words that open the log when the vault is gone', async () => {
    const desk = openDesk();
    desk.log.append(crossing());
    desk.close();
    const words = newRecoveryWords();
    expect(words).toHaveLength(17);
    const vault = join(desk.folder, 'vault');
    const file = join(desk.folder, 'recovery.key');
    keepRecovery(file, words, openVault({ folder: vault }).keys(), '2026-11-22T10:00:00.000Z');
    expect(readFileSync(file, 'utf8')).not.toContain(keyIn(desk.folder));
    rmSync(vault, { recursive: true });
    sealKeys(vault, openRecovery(file, words.join(' - ').toUpperCase()));
    expect(await openDesk({ folder: desk.folder }).log.verify()).toEqual({ ok: true, entries: 1 });
  });

  it('notices a wrong, a missing and a swapped word', () => {
    const words = recoveryWords(sha256('any'));
    const swapped = [words[1] ?? '', words[0] ?? '', ...words.slice(2)];
    for (const wrong of [words.slice(1), ['babab', ...words.slice(1)], swapped, [...words.slice(0, 16), 'xxxxx']]) {
      expect(keyOfWords(wrong.join(' '))).toBeUndefined();
    }
    expect(keyOfWords(words.join('\n'))).toBe(sha256('any'));
  });
});

it('leaves other folders alone', () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'backups'));
  openDesk({ folder });
  expect(readdirSync(folder).sort()).toEqual([
    'backups',
    'lock.db',
    'lock.json',
    'log.db',
    'log.db-shm',
    'log.db-wal',
    'vault',
  ]);
});
