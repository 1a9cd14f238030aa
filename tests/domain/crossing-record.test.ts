import { describe, expect, it } from 'vitest';
import { finalAction, foldCrossing, writtenAt } from '../../src/domain/crossing-record.ts';
import { genesisHash, type StoredEntry } from '../../src/domain/log.ts';
import { body, personal } from '../adapters/sqlite/fixtures.ts';

const entry = (
  seq: number,
  kind: StoredEntry['kind'],
  at: string,
  open: Record<string, unknown>,
  told?: Record<string, unknown>,
): StoredEntry => ({
  stationId: 'st-1',
  seq,
  at,
  kind,
  body: open,
  previousHash: genesisHash,
  hash: genesisHash,
  ...(told && { personal: { salt: '', value: told } }),
});

describe('a crossing as it stands', () => {
  it('lies on the local day of its post, before and after the zone was changed', () => {
    const at = (iso: string) => foldCrossing(entry(1, 'crossing', iso, body()), [], 'Asia/Almaty');
    expect(at('2022-09-25T18:30:00.000Z')).toMatchObject({ day: '2022-09-26', hour: 0 });
    expect(at('2026-09-25T18:30:00.000Z')).toMatchObject({ day: '2026-09-25', hour: 23 });
  });

  it('takes corrections one over the other and leaves the first entry alone', () => {
    const first = entry(1, 'crossing', '2026-11-22T10:00:00.000Z', body(), personal());
    const record = foldCrossing(
      first,
      [
        entry(
          2,
          'correction',
          '2026-11-22T10:05:00.000Z',
          { of: 1, officer: 'S200', changes: { purpose: 'work', citizenship: 'KAZ' } },
          { reason: 'a', remarks: 'one' },
        ),
        entry(
          3,
          'correction',
          '2026-11-22T10:06:00.000Z',
          { of: 1, officer: 'S200', changes: { purpose: 'study' } },
          { reason: 'b', plate: 'X1', document: { surname: 'DRUGAIA' } },
        ),
      ],
      'Asia/Almaty',
    );
    expect(record.body).toEqual(body({ purpose: 'study', citizenship: 'KAZ' }));
    expect(record.personal).toEqual({ ...personal({ surname: 'DRUGAIA' }), remarks: 'one', plate: 'X1' });
    expect(record.corrections).toBe(2);
    expect(first.body).toEqual(body());
  });

  it('lies where a correction of its day puts it, and remembers where it was written down', () => {
    const over = [
      entry(2, 'correction', '2026-11-23T10:00:00.000Z', {
        of: 1,
        officer: 'S200',
        at: '2026-11-21T19:30:00.000Z',
        changes: {},
      }),
      entry(3, 'correction', '2026-11-23T10:05:00.000Z', { of: 1, officer: 'S200', changes: { purpose: 'work' } }),
      entry(4, 'resolution', '2026-11-22T10:20:00.000Z', { of: 1, officer: 'S200', action: 'admit' }),
    ];
    const first = entry(1, 'crossing', '2026-11-22T10:00:00.000Z', body({ action: 'refer' }), personal());
    const record = foldCrossing(first, over, 'Asia/Almaty');
    expect(record).toMatchObject({ at: '2026-11-21T19:30:00.000Z', day: '2026-11-22', hour: 0, corrections: 2 });
    expect(record.movedFrom).toEqual(['2026-11-22T10:00:00.000Z']);
    expect(writtenAt(record)).toBe(first.at);
    // The second line waited from when the referral was written down.
    expect(record.resolution?.minutes).toBe(20);
  });

  it('stands with its open part when the personal parts are gone', () => {
    const over = [
      entry(2, 'correction', '2026-11-22T10:05:00.000Z', { of: 1, officer: 'S200', changes: { sex: 'M' } }),
    ];
    const record = foldCrossing(entry(1, 'crossing', '2026-11-22T10:00:00.000Z', body()), over, 'Asia/Almaty');
    expect(record).toMatchObject({ body: { sex: 'M' }, corrections: 1 });
    expect(record).not.toHaveProperty('personal');
  });

  it('ends with the second line, and shows what was voided', () => {
    const refer = entry(1, 'crossing', '2026-11-22T10:00:00.000Z', body({ action: 'refer' }), personal());
    const refused = entry(2, 'resolution', '2026-11-22T10:20:29.000Z', {
      of: 1,
      officer: 'S200',
      action: 'refuse',
      reason: { code: 'WANTED' },
    });
    const record = foldCrossing(refer, [refused], 'Asia/Almaty');
    expect(finalAction(record)).toBe('refuse');
    expect(record.resolution).toEqual({
      action: 'refuse',
      officer: 'S200',
      at: refused.at,
      minutes: 20,
      reason: { code: 'WANTED' },
    });
    expect(finalAction(foldCrossing(refer, [], 'Asia/Almaty'))).toBe('refer');
    expect(foldCrossing(refer, [entry(3, 'void', refused.at, { of: 1, officer: 'S200' })], 'Asia/Almaty').voided).toBe(
      true,
    );
  });
});
