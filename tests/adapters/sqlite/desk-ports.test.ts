import { describe, expect, it } from 'vitest';
import { crossing, openDesk, personal, station, tempFolder } from './fixtures.ts';

const { document } = personal();

describe('the stay index', () => {
  it('finds a person by document, by personal number, by name and birth date, each alone', () => {
    const { log, stays } = openDesk();
    log.append(crossing({}, { personalNumber: '900315450008', issuer: 'KAZ', number: 'N1', citizenship: 'KAZ' }));
    log.append(crossing({ direction: 'exit' }));
    const count = (asked: Parameters<typeof stays.history>[0]): number =>
      stays.history(asked, '2000-01-01').events.length;
    expect(count(document)).toBe(1);
    expect(count({ type: 'passport', format: 'TD3', issuer: 'RUS', number: '4511123456' })).toBe(1);
    const renewed = { ...document, number: '777777777', type: 'passport' as const, format: 'TD3' as const };
    expect(count(renewed)).toBe(1);
    expect(count({ ...renewed, birthDate: '1990-03-16' })).toBe(0);
    expect(count({ type: 'id-card', format: 'TD1', issuer: 'KAZ', number: 'N2' })).toBe(0);
  });

  it('counts only who crossed in the end, since the day asked for, oldest first', () => {
    const { log, stays } = openDesk();
    log.append(crossing());
    log.append(crossing({ action: 'refuse', reason: { code: 'WANTED' } }));
    const { seq } = log.append(crossing({ action: 'refer' }));
    const events = () => stays.history(document, '2000-01-01').events;
    expect(events()).toHaveLength(1);
    log.append({ kind: 'resolution', body: { of: seq, officer: 'S200', action: 'admit' } });
    expect(events()).toHaveLength(2);
    expect(stays.history(document, '2999-01-01')).toMatchObject({ events: [], complete: false });
  });
});

describe('the search', () => {
  it('finds by number, plate, personal number, birth date, and by names in either alphabet and order', () => {
    const desk = openDesk();
    desk.log.append({ ...crossing(), personal: { ...personal(), plate: 'A 123 BC77' } });
    desk.log.append(
      crossing({}, { number: '1', nativeName: { surname: 'ОБРАЗЦОВ', givenNames: 'ИВАН' }, birthDate: '1980-01-01' }),
    );
    const found = (query: Parameters<typeof desk.search>[0]): number[] => desk.search(query, 10).map(({ seq }) => seq);
    for (const query of [
      { number: '4511123456' },
      { plate: 'a123bc77' },
      { birthDate: '1990-03-15' },
      { name: 'Щербакова' },
      { name: 'SHCHERBAKOVA Yulia' },
      { name: 'юлия щербакова', birthDate: '1990-03-15' },
    ]) {
      expect(found(query), JSON.stringify(query)).toEqual([1]);
    }
    expect(found({ name: 'Щербакова', birthDate: '1980-01-01' })).toEqual([]);
    expect(found({})).toEqual([]);
    desk.log.append({
      kind: 'correction',
      body: { of: 2, officer: 'S200', changes: {} },
      personal: { reason: 'r', plate: 'X9' },
    });
    expect(found({ plate: 'X9' })).toEqual([2]);
    desk.close();
    const again = openDesk({ folder: desk.folder });
    expect(again.search({ name: 'Образцов Иван' }, 10).map(({ seq }) => seq)).toEqual([2]);
    expect(again.search({ plate: 'x9' }, 10)).toHaveLength(1);
  });
});

describe('the watchlist', () => {
  const entry = {
    id: 'W1',
    names: ['Щербакова Юлия'],
    birthDate: '1990-03-15',
    documentNumbers: ['9999 000001'],
    reason: 'r',
  };

  it('is replaced whole and found by number or by name with birth date', () => {
    const { watchlist } = openDesk();
    watchlist.replace([{ ...entry, id: 'OLD' }], '2026-11-01T00:00:00.000Z');
    watchlist.replace([entry], '2026-11-02T00:00:00.000Z');
    expect(watchlist.info()).toEqual({ entries: 1, updatedAt: '2026-11-02T00:00:00.000Z' });
    expect(watchlist.match(document).map(({ entry: id }) => id)).toEqual(['W1']);
    expect(watchlist.match({ type: 'passport', format: 'none', number: '9999000001' })[0]?.evidence[0]?.on).toBe(
      'document-number',
    );
    expect(watchlist.match({ ...document, birthDate: '1991-03-15' })).toEqual([]);
  });
});

describe('the desk’s small facts', () => {
  it('outlive the process; the acknowledged sequence never goes back', () => {
    const folder = tempFolder();
    const first = openDesk({ folder });
    const officer = { badge: 'O300', name: 'Ольга', role: 'officer' as const, active: true };
    first.officers.save(officer, '$scrypt$1');
    first.officers.save({ ...officer, active: false });
    first.store.saveAcknowledged(7);
    first.store.saveAcknowledged(3);
    first.close();
    const again = openDesk({ folder });
    expect(again.store.config()).toEqual(station);
    expect(again.store.acknowledged()).toBe(7);
    expect(again.officers.list()).toEqual([{ ...officer, active: false }]);
    expect(again.officers.pinHash('O300')).toBe('$scrypt$1');
    expect(again.officers.find('O301')).toBeUndefined();
  });
});
