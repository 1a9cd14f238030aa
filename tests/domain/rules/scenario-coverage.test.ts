import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { loadRules } from '../../../src/adapters/rule-files.ts';
import { assess } from '../../../src/domain/assess.ts';
import { parseDay } from '../../../src/domain/calendar.ts';
import { dayText } from '../../../src/domain/local-time.ts';
import { editionsOf } from '../../../src/domain/rules/editions.ts';
import { checkPackValue } from '../../../src/domain/rules/pack-check.ts';
import { packFileSchema, type PackFile } from '../../../src/domain/rules/pack.ts';
import { edgesOf } from './pack-edges.ts';
import { allScenarios, faultsOf, rulesNamed } from './scenario.ts';
import { lineOf } from './scenario-line.ts';

const resources = join(import.meta.dirname, '../../../resources');
const rules = loadRules(resources);
const pack = v.parse(packFileSchema, JSON.parse(readFileSync(join(resources, 'rules/kaz/pack.json'), 'utf8')));
const lines = allScenarios().map((scenario) => ({ ...lineOf(scenario, rules), named: rulesNamed(scenario) }));
const places = [
  [-1, 'the day before'],
  [0, 'at'],
  [1, 'the day after'],
] as const;

type Leaf = { readonly path: string; readonly value: string | number };

/** Members of a pack that bound something: days and whole numbers, wherever they stand. Sentences, centuries and how long names are kept are no limits of a verdict. */
const leavesOf = (value: unknown, path = ''): Leaf[] => {
  if (typeof value === 'number' || (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)))
    return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => !['text', 'words', 'title', 'centuries', 'format', 'reviewedOn', 'retention'].includes(key))
    .flatMap(([key, member]) => leavesOf(member, path === '' ? key : `${path}.${key}`));
};

const moved = (value: Leaf['value'], by: number): Leaf['value'] =>
  typeof value === 'number' ? value + by : dayText(parseDay(value) + by);

const withLeaf = (path: string, value: Leaf['value']): PackFile => {
  const copy = structuredClone(pack) as unknown as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce((one, key) => one[key] as Record<string, unknown>, copy);
  holder[last] = value;
  return copy as unknown as PackFile;
};

/** The rule a leaf belongs to, and the leaf's name in it. */
const ruleOf = (path: string): { id?: string; name: string } => {
  const [, index, rest] = /^rules\.(\d+)\.(.+)$/.exec(path) ?? [];
  const id = pack.rules[Number(index)]?.id;
  return id === undefined || rest === undefined ? { name: path } : { id, name: `${id} ${rest}` };
};

/** A pack so moved is refused by its own check (a hole, an overlap), or a scenario no longer holds. */
const isNoticed = ({ path, value }: Leaf, by: number): boolean => {
  const changed = withLeaf(path, moved(value, by));
  if (checkPackValue(changed).problems.length > 0) return true;
  const rulebook = { packs: editionsOf(changed, () => ''), posts: rules.posts };
  const { id } = ruleOf(path);
  return lines
    .filter(({ named }) => id === undefined || named.has(id))
    .some(({ scenario }) => faultsOf(scenario, assess(scenario.input, rulebook)).length > 0);
};

const [begin = ''] = pack.editions.map(({ from }) => from);

/** A rule for stays entered from (or before) a day says that day twice; the other date goes on saying it. */
const saidTwice = [
  'KZ.MINOR.RUS.EXIT from',
  'KZ.STAY.EAEU.BEFORE_2023 from',
  'KZ.STAY.KGZ.BEFORE_2023 from',
  'KZ.STAY.VISAFREE.BEFORE_2023 from',
  'KZ.STAY.EAEU.90_180 from',
  'KZ.STAY.EAEU.90_180 when.enteredFrom',
  'KZ.STAY.VISAFREE.30_90_180 from',
  'KZ.STAY.VISAFREE.30_90_180 when.enteredFrom',
  'KZ.REGISTRATION.ARM from',
  'KZ.REGISTRATION.ARM when.enteredFrom',
  'KZ.REGISTRATION.2026 from',
];

/** Why a date moved changes no verdict, where none can. */
const excuse = ({ path, value }: Leaf, by: number): string | undefined => {
  const { name } = ruleOf(path);
  if (value === begin && by < 0 && path !== 'editions.0.from') return 'nothing is weighed before the first edition';
  if (by < 0 && saidTwice.includes(name)) return 'said twice';
  if (name.startsWith('KZ.ETA ')) return 'switched off';
  return undefined;
};

describe('the scenarios, against the pack itself', () => {
  it('stand the day before, at and the day after every date and limit of every rule', () => {
    const missing = edgesOf(pack).flatMap(({ rule, what, distances }) => {
      const reached = new Set(
        lines
          .filter(({ named, scenario }) => named.has(rule) || scenario.expect.notWeighed !== undefined)
          .flatMap(distances),
      );
      return places.filter(([place]) => !reached.has(place)).map(([, name]) => `${rule}: ${what}, ${name}`);
    });
    expect(missing.join('\n')).toBe('');
  });

  it('stand the day before, at and the day after every edition begins', () => {
    const missing = pack.editions.flatMap(({ from }) => {
      const reached = lines
        .filter(({ scenario: { expect: wanted } }) => wanted.pack !== undefined || wanted.notWeighed !== undefined)
        .map(({ day }) => day - parseDay(from));
      return places.filter(([place]) => !reached.includes(place)).map(([, name]) => `${from}, ${name}`);
    });
    expect(missing.join('\n')).toBe('');
  });

  it('notice every date and limit that is moved by one', () => {
    const unnoticed = leavesOf(pack).flatMap((leaf) =>
      [-1, 1]
        .filter((by) => excuse(leaf, by) === undefined && !isNoticed(leaf, by))
        .map((by) => `${ruleOf(leaf.path).name} ${leaf.value} by ${by}`),
    );
    expect(unnoticed.join('\n')).toBe('');
  });

  it('excuse none that they would notice', () => {
    const noticed = leavesOf(pack).flatMap((leaf) =>
      [-1, 1]
        .filter((by) => excuse(leaf, by) !== undefined && isNoticed(leaf, by))
        .map((by) => `${ruleOf(leaf.path).name} ${leaf.value} by ${by}`),
    );
    expect(noticed.join('\n')).toBe('');
  });
});
