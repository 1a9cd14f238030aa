import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ruleKinds } from '../../../src/domain/rules/rule-kinds.ts';
import { packOf, post, said, type Over } from './one-rule-pack.ts';

const messagesOf = (kind: string, params: unknown): string[] =>
  v.safeParse(ruleKinds[kind]?.params ?? v.never(), params).issues?.map(({ message }) => message) ?? [];

describe('a passport renewed at certain ages', () => {
  const pack = packOf('age-bound-validity', { issuedFromAge: 14, replacedAtAges: [20, 45], graceDays: 90 });
  const of = (document: Over['document'], at = '2025-06-10T08:00:00Z') => said(pack, { document: document ?? {}, at });

  it('is of unknown validity where the day of birth is not known, whatever its date of issue', () => {
    expect(of({ birthDate: '1990', issueDate: '2011-07-20' })).toStrictEqual([{ situation: 'issue-date-unknown' }]);
  });

  it('counts the days left and the days past', () => {
    const params = { age: 20, replaceFrom: '2010-03-15', lastDay: '2010-06-13', graceDays: 90 };
    const issued = { issueDate: '2009-07-20' };
    expect(of(issued, '2010-06-03T08:00:00Z')).toStrictEqual([{ situation: 'grace', ...params, daysLeft: 10 }]);
    expect(of(issued, '2010-06-23T08:00:00Z')).toStrictEqual([{ situation: 'lapsed', ...params, days: 10 }]);
  });
});

describe('a personal number', () => {
  it('is described by a regular expression', () => {
    const params = { name: 'N', pattern: '(', sexes: {} };
    expect(messagesOf('personal-number', params)).toEqual(['no regular expression']);
    expect(messagesOf('personal-number', { ...params, pattern: '(?<c>.)' })).toEqual([]);
  });

  it('that is not there, or a birth date that is not known, contradicts nothing', () => {
    const pack = packOf('personal-number', { name: 'N', pattern: '(?<c>[A-Z]).*', sexes: { S: 'M' } });
    expect(said(pack)).toStrictEqual([]);
    const dated = packOf('personal-number', { name: 'N', pattern: '(?<yy>..)(?<mm>..)(?<dd>..)', sexes: {} });
    expect(said(dated, { document: { personalNumber: '900315' } })).toStrictEqual([]);
    // A birth date cut to the year says nothing of the day, one left out nothing at all.
    expect(said(dated, { document: { personalNumber: '910316', birthDate: '1990' } })).toStrictEqual([]);
    const unborn = { personalNumber: '910316', birthDate: undefined } as unknown as NonNullable<Over['document']>;
    expect(said(dated, { document: unborn })).toStrictEqual([]);
  });

  it('without a year is no date of any century', () => {
    const pack = packOf('personal-number', { name: 'N', pattern: '(?<mm>..)(?<dd>..)', sexes: {} });
    const [finding] = said(pack, { document: { personalNumber: '0315' } });
    expect(finding).toStrictEqual({
      situation: 'birth-date-differs',
      name: 'N',
      birthDate: '1990-03-15',
      inNumber: '19-03-15',
    });
  });
});

describe('registration', () => {
  const pack = packOf('registration', { byDay: 30 });
  const entry = [{ at: '2025-05-01T08:00:00Z', direction: 'entry' as const, post: 'p' }];
  const leaving = (over: Over, at = '2025-06-10T08:00:00Z') =>
    said(pack, { direction: 'exit', history: entry, at, ...over });
  const params = { length: 41, days: 30, registerBy: '2025-05-30' };
  const missing = [{ situation: 'not-registered', ...params }];

  it('is of the stay that ends', () => {
    expect(leaving({})).toStrictEqual(missing);
    expect(leaving({ registrations: [{ from: '2025-01-01', to: '2025-04-30' }] })).toStrictEqual(missing);
    expect(leaving({ registrations: [{ from: '2025-06-11', to: '2025-12-31' }] })).toStrictEqual(missing);
  });

  it.each([
    ['2025-01-01', '2025-05-01', 'registered'],
    ['2025-05-30', '2025-06-01', 'registered'],
    ['2025-06-10', '2025-06-10', 'registered-late'],
  ])('from %s to %s: %s', (from, to, situation) => {
    expect(leaving({ registrations: [{ from, to }] })).toStrictEqual([{ situation, ...params, registeredOn: from }]);
  });

  it('counts from the first of several', () => {
    const registrations = [
      { from: '2025-06-05', to: '2025-12-31' },
      { from: '2025-05-10', to: '2025-05-20' },
    ];
    expect(leaving({ registrations })[0]).toMatchObject({ situation: 'registered', registeredOn: '2025-05-10' });
  });

  it('is not asked of short stays, of unknown ones, nor of people under permit', () => {
    expect(leaving({}, '2025-05-30T08:00:00Z')).toStrictEqual([]);
    expect(leaving({ history: [] })).toStrictEqual([]);
    expect(leaving({ permits: [{ from: '2025-06-01', to: '2025-12-31' }] })).toStrictEqual([]);
    expect(said(pack)).toStrictEqual([]);
  });
});

describe('what a rule says in full', () => {
  it('a document of a row for the young is too old, of one for the old too young', () => {
    const rows = [{ types: ['id-card'], minAge: 40, maxAge: 50 }];
    const of = (birthDate: string) =>
      said(packOf('document-accepted', { rows }), { document: { type: 'id-card', birthDate } })[0]?.['situation'];
    expect(['1985-06-11', '1985-06-10', '1974-06-11', '1974-06-10'].map(of)).toEqual([
      'too-young',
      'accepted',
      'accepted',
      'too-old',
    ]);
  });

  it('a month of issue holds from its first day', () => {
    const pack = packOf('document-validity', { withoutExpiry: ['passport'] });
    expect(said(pack, { document: { issueDate: '2025-06' } })).toStrictEqual([]);
    expect(said(pack, { document: { issueDate: '2025' } })).toStrictEqual([]);
    expect(said(pack, { document: { issueDate: '2025-06-11' } })[0]?.['situation']).toBe('not-yet-issued');
  });

  it('no number begins with nothing', () => {
    expect(said(packOf('number-series', { prefixes: ['S'] }))).toStrictEqual([]);
  });

  it('a bilateral post is silent to its own, an authorisation that is not required to all', () => {
    expect(said(packOf('post-class', { bilateral: ['near'] }))).toStrictEqual([]);
    expect(said(packOf('authorisation', { required: false, name: 'ETA' }))).toStrictEqual([]);
  });

  it('no problems of reading are no problems, told or not', () => {
    const pack = packOf('reading-problems', { suspicious: [], harmless: [], secondLineFrom: 0 });
    expect(said(pack)).toStrictEqual([]);
    expect(said(pack, { problems: [] })).toStrictEqual([]);
  });

  it('a hit names all it was hit on', () => {
    const evidence = (['name', 'birth-date'] as const).map((on) => ({ on, theirs: 'x', ours: 'x' }));
    const watchlistHits = [{ entry: 'W1', score: 0.9, reason: 'wanted', evidence }];
    expect(said(packOf('watchlist', {}), { post, watchlistHits })[0]?.['evidence']).toBe('name, birth-date');
  });
});
