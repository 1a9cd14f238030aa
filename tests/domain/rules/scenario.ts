import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assess, type Assessment, type Rulebook } from '../../../src/domain/assess.ts';

/** A scenario says what domain.md or the source named says, worked out by hand; it never quotes what the engine printed. */
export type Scenario = {
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
    /** The line is not weighed at all; what is said instead begins so. */
    readonly notWeighed?: string;
  };
};

const folder = join(import.meta.dirname, 'scenarios');
export const scenarioFiles = readdirSync(folder).filter((name) => name.endsWith('.json'));
export const scenariosOf = (name: string): Scenario[] => JSON.parse(readFileSync(join(folder, name), 'utf8'));
export const allScenarios = (): Scenario[] => scenarioFiles.flatMap(scenariosOf);

export const weigh = (input: Scenario['input'], rules: Rulebook): Assessment => {
  const answer = assess(input, rules);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
};

/** The rules a scenario says something about, that they speak or that they are silent. */
export const rulesNamed = ({ expect: { findings = [], absent = [] } }: Scenario): Set<string> =>
  new Set([...findings.map(({ rule }) => rule), ...absent]);

const holds = (wanted: unknown, is: unknown): boolean => {
  if (typeof wanted !== 'object' || wanted === null) return Object.is(wanted, is);
  if (typeof is !== 'object' || is === null) return false;
  return Object.entries(wanted).every(([key, value]) => holds(value, (is as Record<string, unknown>)[key]));
};

/** Sources of method (domain.md, Doc 9303) are no citation of a rule; every other must be the one the officer is shown. */
const isLaw = (citation: string): boolean => !/^(domain\.md|Doc 9303)/.test(citation);

/** What of a verdict is not as the scenario says; empty where all is. */
export const faultsOf = (scenario: Scenario, answer: ReturnType<typeof assess>): string[] => {
  const { advice, pack, findings = [], absent = [], stay, notWeighed } = scenario.expect;
  if (notWeighed !== undefined)
    return !answer.ok && answer.message.startsWith(notWeighed) ? [] : [`weighed, not "${notWeighed}"`];
  if (!answer.ok) return [answer.message];
  const { value } = answer;
  const found = (rule: string, situation?: string) =>
    value.findings.find((one) => one.rule === rule && (!situation || one.params['situation'] === situation));
  const said = findings.map((wanted) => ({ wanted, is: found(wanted.rule, wanted.situation) }));
  const cited = said.map(({ is }) => is?.citation ?? '');
  const faults = said
    .filter(({ wanted: { outcome, params = {} }, is }) => {
      if (!is || is.citation === '') return true;
      return (outcome !== undefined && is.outcome !== outcome) || !holds(params, is.params);
    })
    .map(({ wanted }) => `not found: ${JSON.stringify(wanted)}`);
  if (pack !== undefined && value.pack.id !== pack) faults.push(`pack ${value.pack.id}`);
  if (isLaw(scenario.citation) && cited.length > 0 && !cited.some((one) => one.includes(scenario.citation)))
    faults.push(`cited ${cited.join(' / ')}`);
  faults.push(...absent.filter((rule) => found(rule)).map((rule) => `not silent: ${rule}`));
  if (stay === false ? value.stay !== undefined : stay !== undefined && !holds(stay, value.stay))
    faults.push(`stay ${JSON.stringify(value.stay)}`);
  if (advice !== undefined && value.advice !== advice) faults.push(`advice ${value.advice}`);
  return faults.length === 0 ? [] : [...faults, JSON.stringify(value.findings)];
};
