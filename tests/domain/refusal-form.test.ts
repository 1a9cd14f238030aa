import { describe, expect, it } from 'vitest';
import { foldCrossing } from '../../src/domain/crossing-record.ts';
import { genesisHash, type StoredEntry } from '../../src/domain/log.ts';
import { languagesOf, refusalForm } from '../../src/domain/refusal-form.ts';
import { body, personal } from '../adapters/sqlite/fixtures.ts';

const entry = (seq: number, kind: StoredEntry['kind'], open: Record<string, unknown>, told?: object): StoredEntry => ({
  stationId: 'st-1',
  seq,
  at: `2026-11-22T10:0${seq}:00.000Z`,
  kind,
  body: open,
  previousHash: genesisHash,
  hash: genesisHash,
  ...(told && { personal: { salt: '', value: { ...told } } }),
});
const desk = { post: { name: { kk: 'Ж', ru: 'Ж', en: 'Z' }, zone: 'Asia/Aqtobe' }, hash: genesisHash };
const finding = (outcome: 'ok' | 'warn', rule: string) => ({
  ...{ rule, outcome, citation: 'Art. 1', attested: 'secondary' as const, params: {} },
  text: { kk: 'к', ru: 'р', en: 'e' },
});
const refer = entry(1, 'crossing', body({ action: 'refer', reason: { code: 'FALSE_INFO' } }), {
  ...personal(),
  note: 'first words',
});
const refused = entry(2, 'resolution', { of: 1, officer: 'S2', action: 'refuse', reason: { code: 'DOC_FORGED' } });
const served = entry(3, 'refusal-served', { of: 1, officer: 'S2', signature: 'refused-to-sign', language: 'ru' });
const fold = (...later: StoredEntry[]) => foldCrossing(refer, later, 'Asia/Aqtobe');

describe('the form of a refusal', () => {
  it('gives the second line’s ground, both officers, and only what weighs', () => {
    const form = refusalForm(fold(refused, served), [finding('ok', 'A'), finding('warn', 'B')], desk);
    expect(form).toMatchObject({
      reason: { code: 'DOC_FORGED' },
      officer: 'O300',
      secondOfficer: 'S2',
      decidedAt: refused.at,
      served: { signature: 'refused-to-sign', language: 'ru', officer: 'S2', at: served.at },
    });
    expect(form?.findings.map(({ rule }) => rule)).toEqual(['B']);
  });

  it('gives the first line’s ground and words where it refused by itself', () => {
    const first = entry(1, 'crossing', body({ action: 'refuse', reason: { code: 'WANTED' } }), {
      ...personal(),
      note: 'seen on the list',
    });
    const form = refusalForm(foldCrossing(first, [], 'Asia/Aqtobe'), [], desk);
    expect(form?.reason).toEqual({ code: 'WANTED', note: 'seen on the list' });
    expect(form?.secondOfficer).toBeUndefined();
  });

  it('is there for nobody who was not refused, was voided, or whose name is erased', () => {
    expect(refusalForm(fold(), [], desk)).toBeUndefined();
    expect(refusalForm(fold(refused, entry(4, 'void', { of: 1, officer: 'S2' })), [], desk)).toBeUndefined();
    const erased = entry(1, 'crossing', refer.body);
    expect(refusalForm(foldCrossing(erased, [refused], 'Asia/Aqtobe'), [], desk)).toBeUndefined();
  });

  it.each([
    ['en', ['en', 'kk', 'ru']],
    ['ru', ['ru', 'kk']],
    ['kk', ['kk', 'ru']],
  ] as const)('for somebody who reads %s', (chosen, languages) => {
    expect(languagesOf(chosen)).toEqual(languages);
  });
});
