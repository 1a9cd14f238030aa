import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../src/domain/rules/scene.ts';
import { packOf, post, said, type Over } from './one-rule-pack.ts';

describe('the other kinds', () => {
  it('an authorisation is asked for once it is required', () => {
    expect(said(packOf('authorisation', { required: true, name: 'ETA' }))).toStrictEqual([
      { situation: 'needed', name: 'ETA', required: true },
    ]);
    expect(said(packOf('authorisation', { required: false, name: 'ETA' }))).toStrictEqual([]);
  });

  it('a number series is found whatever separates its signs', () => {
    const pack = packOf('number-series', { prefixes: ['AN', 'ZZ'] });
    expect(said(pack, { document: { number: 'an-123 4567' } })).toStrictEqual([
      { situation: 'listed', series: 'AN', number: 'AN1234567' },
    ]);
    expect(said(pack, { document: { number: 'XAN1234567' } })).toStrictEqual([]);
    expect(said(pack)).toStrictEqual([]);
  });

  it('a row of documents that fits decides, by type, age and direction', () => {
    const rows = [
      { types: ['passport'], minAge: 36, as: 'conditional' },
      { types: ['passport'], maxAge: 35, as: 'doubtful' },
      { types: ['id-card'], minAge: 36 },
      { types: ['birth-certificate'], maxAge: 34 },
      { types: ['return-certificate'], direction: 'exit' },
    ];
    const pack = packOf('document-accepted', { rows });
    const of = (type: Facts['document']['type'], over: Over = {}) =>
      said(pack, { ...over, document: { type, ...over.document } });
    const base = { citizenship: 'RUS', age: 35 };
    expect(of('passport')).toStrictEqual([{ situation: 'doubtful', documentType: 'passport', ...base }]);
    expect(of('id-card')).toStrictEqual([{ situation: 'too-young', documentType: 'id-card', ...base, minAge: 36 }]);
    expect(of('birth-certificate')).toStrictEqual([
      { situation: 'too-old', documentType: 'birth-certificate', ...base, maxAge: 34 },
    ]);
    expect(of('return-certificate')[0]?.['situation']).toBe('not-accepted');
    expect(of('return-certificate', { direction: 'exit' })[0]?.['situation']).toBe('accepted');
    expect(of('visa')).toStrictEqual([{ situation: 'not-accepted', documentType: 'visa', ...base }]);
    expect(of('id-card', { document: { birthDate: '1990' } })).toStrictEqual([
      { situation: 'accepted', documentType: 'id-card', citizenship: 'RUS' },
    ]);
  });

  it('validity names days and dates', () => {
    const pack = packOf('document-validity', { withoutExpiry: ['birth-certificate'] });
    const of = (document: Over['document']) => said(pack, { document: document ?? {} });
    expect(of({ expiryDate: '2025-06-07' })).toStrictEqual([
      { situation: 'expired', expiryDate: '2025-06-07', days: 3 },
    ]);
    expect(of({ expiryDate: '2025-05' })).toStrictEqual([{ situation: 'expired', expiryDate: '2025-05' }]);
    expect(of({ expiryDate: '2025-06' })).toStrictEqual([
      { situation: 'valid', expiryDate: '2025-06', lastLawfulDay: '2025-06-10' },
    ]);
    expect(of({ issueDate: '2025-07', expiryDate: '2035-01-01' })).toStrictEqual([
      { situation: 'not-yet-issued', issueDate: '2025-07' },
    ]);
    expect(of({})).toStrictEqual([{ situation: 'expiry-unknown' }]);
    expect(of({ type: 'birth-certificate' })).toStrictEqual([]);
  });

  it('a bilateral post is for its groups', () => {
    const pack = packOf('post-class', { bilateral: ['near'] });
    expect(said(pack)).toStrictEqual([]);
    expect(said(pack, { document: { citizenship: 'BLR' } })).toStrictEqual([
      { situation: 'not-for-citizenship', post: 'p', citizenship: 'BLR' },
    ]);
    expect(said(pack, { document: { citizenship: 'BLR' }, post: { ...post, kind: 'multilateral' } })).toStrictEqual([]);
  });

  it.each([
    ['2025-05-31', 0],
    ['2025-06-01', 1],
    ['2025-06-30', 1],
    ['2025-07-01', 0],
  ])('a closure on %s counts: %i', (day, count) => {
    const over = { at: `${day}T08:00:00Z`, circumstances: { direction: 'entry' as const, transport: 'car' as const } };
    const params = { post: 'p', from: '2025-06-01', to: '2025-06-30', transports: 'car, bus' };
    const one = { situation: 'closed', ...params, source: 'Roadworks', citation: 'Roadworks' };
    expect(said(packOf('post-open', {}), over)).toStrictEqual(Array(count).fill(one));
    const foot = { ...over, circumstances: { direction: 'entry' as const, transport: 'foot' as const } };
    expect(said(packOf('post-open', {}), foot)).toStrictEqual([]);
  });

  it('a closure without an end goes on', () => {
    const closures = [{ from: '2025-06-01', transports: ['car'], citation: 'Roadworks' }];
    expect(said(packOf('post-open', {}), { post: { ...post, closures } })).toStrictEqual([
      {
        situation: 'partly-closed',
        post: 'p',
        from: '2025-06-01',
        transports: 'car',
        source: 'Roadworks',
        citation: 'Roadworks',
      },
    ]);
  });

  it('a personal number of another shape is no number of this kind', () => {
    const pack = packOf('personal-number', {
      name: 'PIN',
      pattern: '(?<c>[12])(?<dd>..)(?<mm>..)(?<yyyy>....)',
      sexes: { 1: 'F', 2: 'M' },
    });
    const of = (personalNumber: string, document: Over['document'] = {}) =>
      said(pack, { document: { personalNumber, ...document } });
    expect(of('115031990')).toStrictEqual([]);
    expect(of('115031990x')).toStrictEqual([]);
    expect(of('x115031990')).toStrictEqual([]);
    expect(of('116031990')).toStrictEqual([
      { situation: 'birth-date-differs', name: 'PIN', birthDate: '1990-03-15', inNumber: '1990-03-16' },
    ]);
    expect(of('215031990')).toStrictEqual([{ situation: 'sex-differs', name: 'PIN', sex: 'F', inNumber: 'M' }]);
    expect(of('215031990', { sex: 'X' })).toStrictEqual([]);
    expect(of('116031990', { birthDate: '1990' })).toStrictEqual([]);
  });

  it('reading problems are told once a field', () => {
    const params = { suspicious: ['check-digit'], harmless: ['repaired'], secondLineFrom: 2 };
    const of = (...problems: [string, string][]) =>
      said(packOf('reading-problems', params), { problems: problems.map(([field, code]) => ({ field, code })) });
    expect(of()).toStrictEqual([]);
    expect(of(['sex', 'repaired'])).toStrictEqual([{ situation: 'noted', fields: 'sex', codes: 'repaired' }]);
    expect(of(['sex', 'repaired'], ['number', 'odd'])).toStrictEqual([
      { situation: 'doubtful', fields: 'number', codes: 'odd' },
    ]);
    expect(of(['number', 'check-digit'], ['number', 'odd'])).toStrictEqual([
      { situation: 'doubtful', fields: 'number', codes: 'check-digit, odd' },
    ]);
    expect(of(['number', 'odd'], ['sex', 'odd'])[0]?.['situation']).toBe('doubtful');
    expect(of(['number', 'check-digit'], ['sex', 'check-digit'])).toStrictEqual([
      { situation: 'several', fields: 'number, sex', codes: 'check-digit' },
    ]);
    const shared = [...params.suspicious, 'shared-check-digit'];
    const pack = packOf('reading-problems', { ...params, suspicious: shared });
    const group = ['number', 'issueDate'].map((field) => ({ field, code: 'shared-check-digit' }));
    const both = [...group, { field: 'birthDate', code: 'check-digit' }];
    expect(said(pack, { problems: group })[0]?.['situation']).toBe('doubtful');
    expect(said(pack, { problems: both })[0]?.['situation']).toBe('several');
  });
});
