import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { citedIn } from '../../../src/domain/finding.ts';
import { editionsOf } from '../../../src/domain/rules/editions.ts';
import { packFileSchema } from '../../../src/domain/rules/pack.ts';
import { findingOf } from '../../../src/domain/rules/sentence.ts';
import { parse } from 'valibot';

const json = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../resources/${path}`, import.meta.url), 'utf8'));
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const shipped = ['kaz', 'fin'].map((name) => parse(packFileSchema, json(`rules/${name}/pack.json`)));
const closures = (json('posts.json') as { closures?: { citation: string }[] }[]).flatMap((post) => post.closures ?? []);

describe.each(shipped)('the acts that pack $id cites', (pack) => {
  const citations = [
    ...pack.rules.map(({ citation }) => citation),
    ...(pack.retention ? [pack.retention.citation] : []),
    ...(pack.id === 'kaz' ? closures.map(({ citation }) => citation) : []),
  ];

  it('have a name in every language, and three different ones', () => {
    expect(citations.length).toBeGreaterThan(3);
    for (const citation of citations) {
      const words = pack.words[citation];
      expect(words, citation).toBeDefined();
      expect(words?.en).toBe(citation);
      expect(new Set(Object.values(words ?? {})).size, citation).toBe(3);
      // Kazakh and Russian name acts in their own letters; QazETA and codes of editions stay as they are.
      for (const one of [words?.kk, words?.ru])
        expect(one).not.toMatch(/\b(Decree|Law|Art|Order|Treaty|agreement|of)\b/);
    }
  });

  it('keep their numbers and dates in every language', () => {
    for (const citation of citations) {
      const numbers = (text: string): string[] => [...new Set(text.match(/\d{2,}/g) ?? [])].sort();
      const words = pack.words[citation];
      // A month in words is a figure elsewhere.
      if (/ May | January /.test(citation)) continue;
      for (const one of [words?.kk ?? '', words?.ru ?? ''])
        expect(numbers(one), one).toEqual(expect.arrayContaining(numbers(citation)));
    }
  });
});

it('a finding carries the act in each language, and an unknown act stays as it is cited', () => {
  const [pack] = editionsOf(shipped[0] as (typeof shipped)[0], sha256).slice(-1);
  const rule = pack?.rules.find(({ id }) => id === 'KZ.REGISTRATION.2026');
  if (!pack || !rule) throw new Error('the shipped pack has lost its rule of registration');
  const [situation = ''] = Object.keys(rule.outcomes);
  const found = findingOf(rule, { name: situation, params: {} }, pack.words);
  expect(found && citedIn(found, 'kk')).toBe('ҚР Ішкі істер министрінің 17.11.2025 № 923 бұйрығы');
  expect(found && citedIn(found, 'ru')).toBe('Приказ Министра внутренних дел РК от 17.11.2025 № 923');
  const strange = findingOf(
    { ...rule, citation: 'An order nobody knows' },
    { name: situation, params: {} },
    pack.words,
  );
  expect(strange?.cited).toBeUndefined();
  expect(strange && citedIn(strange, 'kk')).toBe('An order nobody knows');
});
