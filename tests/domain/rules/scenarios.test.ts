import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRules } from '../../../src/adapters/rule-files.ts';
import { assess } from '../../../src/domain/assess.ts';
import { explainFindings } from '../../../src/domain/rules/explain.ts';
import { allScenarios, faultsOf, rulesNamed, scenarioFiles, scenariosOf, weigh } from './scenario.ts';

const rules = loadRules(join(import.meta.dirname, '../../../resources'));

for (const file of scenarioFiles) {
  describe(`scenarios of ${file}`, () => {
    it.each(scenariosOf(file).map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) => {
      expect(faultsOf(scenario, assess(scenario.input, rules))).toEqual([]);
    });
  });
}

describe('scenarios together', () => {
  const all = allScenarios();

  it('are at least 250, each with its own name, its source and something to expect', () => {
    expect(all.length).toBeGreaterThanOrEqual(250);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    for (const { citation, expect: wanted } of all) {
      expect(citation).not.toBe('');
      expect(Object.keys(wanted).length).toBeGreaterThan(0);
    }
  });

  it('are all told again from the pack’s hash, in three languages, with no parameter left open', () => {
    const open: string[] = [];
    for (const { name, input } of all.filter(({ expect: { notWeighed } }) => notWeighed === undefined)) {
      const { pack: ref, findings } = weigh(input, rules);
      const pack = rules.packByHash(ref.hash);
      if (!pack) throw new Error(ref.hash);
      for (const { rule, fault, finding } of explainFindings(findings, pack)) {
        const sentences = Object.values(finding?.text ?? {});
        const isWhole = sentences.length === 3 && sentences.every((text) => /^[^{}–]+\.$/.test(text));
        if (fault !== undefined || !isWhole) open.push(`${name}: ${rule} ${fault ?? sentences.join(' ')}`);
      }
    }
    expect(open).toEqual([]);
  });

  it('name every rule of the pack that a line can reach', () => {
    const named = new Set(all.flatMap((scenario) => [...rulesNamed(scenario)]));
    const missing = rules.packs
      .flatMap((pack) => pack.rules)
      .map(({ id }) => id)
      .filter((id) => !named.has(id));
    // A watchlist is no part of a line; its rule is weighed in decide.test.ts.
    expect([...new Set(missing)]).toEqual(['KZ.WATCHLIST']);
  });
});
