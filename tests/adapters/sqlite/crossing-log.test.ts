import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/hash.ts';
import { checkLink, genesisHash } from '../../../src/domain/log.ts';
import { clockAt, crossing, openDesk, personal } from './fixtures.ts';

describe('the log', () => {
  it('chains what it is given, and gives it back to the letter', () => {
    const { log } = openDesk();
    const remark = 'мотоцикл без номера; "кавычки" \u0007 <<<<<<<<<';
    const drafts = [
      crossing(),
      { kind: 'signed-in' as const, body: { officer: 'O300', nested: { list: [1, 2.5, '2026-02-30'], is: true } } },
      { ...crossing(), personal: { ...personal(), remarks: remark } },
    ];
    for (const draft of drafts) log.append(draft);
    const entries = log.entriesAfter(0, 10);
    let head = { seq: 0, hash: genesisHash };
    for (const [i, entry] of entries.entries()) {
      expect(checkLink(entry, head, sha256)).toBeUndefined();
      expect(entry.body).toEqual(drafts[i]?.body);
      expect(entry.personal?.value).toEqual((drafts[i] as { personal?: unknown }).personal);
      head = entry;
    }
    expect(log.head()).toEqual({ seq: 3, hash: entries[2]?.hash });
    expect(log.find(2)).toEqual(entries[1]);
    expect(log.find(4)).toBeUndefined();
  });

  it('lays corrections, results and voids over a crossing', () => {
    const clock = clockAt('2026-11-22T19:30:00.000Z');
    const { log, stays } = openDesk({ clock });
    const { seq } = log.append(crossing({ action: 'refer', reason: { code: 'STAY_LIMIT' } }));
    expect(log.openReferrals().map((record) => record.seq)).toEqual([seq]);
    clock.step(12 * 60_000);
    log.append({
      kind: 'correction',
      body: { of: seq, officer: 'S200', changes: { citizenship: 'KAZ' } },
      personal: { reason: 'misread', document: { number: '999', citizenship: 'KAZ' } },
    });
    log.append({
      kind: 'resolution',
      body: { of: seq, officer: 'S200', action: 'admit', reason: { code: 'CHECKED_ON_PAGE' } },
      personal: { note: 'seen' },
    });
    expect(log.crossing(seq)).toMatchObject({
      day: '2026-11-23',
      hour: 0,
      corrections: 1,
      body: { citizenship: 'KAZ', action: 'refer' },
      personal: { document: { number: '999', surname: 'SHCHERBAKOVA' } },
      resolution: { action: 'admit', minutes: 12, reason: { code: 'CHECKED_ON_PAGE', note: 'seen' } },
      voided: false,
    });
    expect(log.openReferrals()).toEqual([]);
    expect(
      stays.history({ type: 'passport', format: 'none', number: '999', issuer: 'RUS' }, '2026-01-01').events,
    ).toHaveLength(1);
    log.append({ kind: 'void', body: { of: seq, officer: 'S200' }, personal: { reason: 'twice' } });
    expect(log.crossing(seq)?.voided).toBe(true);
    expect(
      stays.history({ type: 'passport', format: 'none', number: '999', issuer: 'RUS' }, '2026-01-01').events,
    ).toEqual([]);
  });

  it('keeps a false time as the clock gave it and flags it', () => {
    const clock = clockAt('2026-11-22T10:00:00.000Z');
    const { log } = openDesk({ clock });
    log.append(crossing());
    clock.step(1000);
    clock.set('2016-11-22T10:00:00.000Z');
    const back = log.append(crossing());
    expect(back.at).toBe('2016-11-22T10:00:00.000Z');
    expect(back.body['clockBack']).toBeGreaterThan(9 * 365 * 86_400_000);
    expect(log.crossingsOf({ kind: 'days', from: '2016-11-22', to: '2016-11-22' }).map(({ seq }) => seq)).toEqual([2]);
    expect(log.recent(5).map(({ seq }) => seq)).toEqual([2, 1]);
    expect(log.recent(5, 2).map(({ seq }) => seq)).toEqual([1]);
  });

  it('refuses to change or lose an entry', async () => {
    const desk = openDesk();
    desk.log.append(crossing());
    expect(await desk.log.verify()).toEqual({ ok: true, entries: 1 });
    desk.rebuild();
    expect(await desk.log.verify()).toEqual({ ok: true, entries: 1 });
  });
});
