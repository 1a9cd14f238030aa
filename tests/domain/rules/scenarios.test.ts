import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRules } from '../../../src/adapters/rule-files.ts';
import { assess } from '../../../src/domain/assess.ts';
import { explainFindings } from '../../../src/domain/rules/explain.ts';

/** A scenario says what domain.md or the source named says, worked out by hand; it never quotes what the engine printed. */
type Scenario = {
  readonly name: string;
  readonly citation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expect: {
    readonly advice?: string;
    readonly pack?: string;
    readonly findings?: readonly {
      readonly rule: string;
      readonly situation: string;
      readonly outcome?: string;
      readonly params?: Readonly<Record<string, unknown>>;
    }[];
    readonly absent?: readonly string[];
    /** `false`: no days are counted. */
    readonly stay?: Readonly<Record<string, unknown>> | false;
  };
};

const folder = join(import.meta.dirname, 'scenarios');
const rules = loadRules(join(import.meta.dirname, '../../../resources'));
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const scenariosOf = (name: string): Scenario[] => JSON.parse(readFileSync(join(folder, name), 'utf8'));

const weigh = (input: Scenario['input']) => {
  const answer = assess(input, rules);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
};

for (const file of files) {
  describe(`scenarios of ${file}`, () => {
    it.each(scenariosOf(file).map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) => {
      const { advice, pack, findings = [], absent = [], stay } = scenario.expect;
      const value = weigh(scenario.input);
      const found = (rule: string, situation?: string) =>
        value.findings.find((one) => one.rule === rule && (!situation || one.params['situation'] === situation));
      if (pack !== undefined) expect(value.pack.id).toBe(pack);
      for (const wanted of findings) {
        const finding = found(wanted.rule, wanted.situation);
        expect(finding, `${wanted.rule} ${wanted.situation} in ${JSON.stringify(value.findings)}`).toBeDefined();
        if (wanted.outcome) expect(finding?.outcome).toBe(wanted.outcome);
        expect(finding?.params).toMatchObject(wanted.params ?? {});
        expect(finding?.citation).not.toBe('');
      }
      // Sources of method (domain.md, Doc 9303) are no citation of a rule; every other must be the one the officer is shown.
      const isLaw = !/^(domain\.md|Doc 9303)/.test(scenario.citation);
      const cited = findings.map(({ rule, situation }) => found(rule, situation)?.citation ?? '');
      if (isLaw && cited.length > 0)
        expect(
          cited.some((citation) => citation.includes(scenario.citation)),
          `${scenario.citation}: ${cited}`,
        ).toBe(true);
      for (const rule of absent) expect(found(rule), rule).toBeUndefined();
      if (stay === false) expect(value.stay).toBeUndefined();
      else if (stay !== undefined) expect(value.stay).toMatchObject(stay);
      if (advice !== undefined) expect(value.advice, JSON.stringify(value.findings)).toBe(advice);
    });
  });
}

describe('scenarios together', () => {
  const all = files.flatMap(scenariosOf);

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
    for (const { name, input } of all) {
      const { pack: ref, findings } = weigh(input);
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
    const named = new Set(
      all.flatMap(({ expect: { findings = [], absent = [] } }) => [...findings.map(({ rule }) => rule), ...absent]),
    );
    const missing = rules.packs
      .flatMap((pack) => pack.rules)
      .map(({ id }) => id)
      .filter((id) => !named.has(id));
    // A watchlist is no part of a line; its rule is weighed in decide.test.ts.
    expect([...new Set(missing)]).toEqual(['KZ.WATCHLIST']);
  });
});
