import { describe, expect, it } from 'vitest';
import { verdictChange } from '../../../src/domain/rules/explain.ts';
import { compareVersions } from '../../../src/domain/rules/signed-pack.ts';

describe('a verdict that changed', () => {
  const verdict = (advice: 'ok' | 'warn', ...rules: string[]) => ({
    advice,
    findings: rules.map((id) => ({ rule: id, outcome: 'ok' as const })),
  });

  it.each([
    [verdict('ok', 'A'), verdict('ok', 'A'), undefined],
    [verdict('ok', 'A'), verdict('ok', 'A', 'B'), { gone: [], added: ['B ok'] }],
    [verdict('ok', 'A', 'B'), verdict('ok', 'A'), { gone: ['B ok'], added: [] }],
    [verdict('ok', 'A'), verdict('warn', 'A'), { advice: { before: 'ok', after: 'warn' }, gone: [], added: [] }],
  ])('from %o to %o', (before, after, change) => {
    expect(verdictChange(before, after)).toStrictEqual(change);
  });
});

describe('versions of packs', () => {
  it.each([
    ['2025.1.1', '2025.1.1', 0],
    ['2025.1.1', '2025.1.1.1', -1],
    ['2025.1.1.2', '2025.1.1', 2],
    ['2025.2.1', '2025.10.1', -8],
  ])('%s against %s', (one, other, difference) => {
    expect(compareVersions(one, other)).toBe(difference);
  });
});
