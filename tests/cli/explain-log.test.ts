import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { loadRules } from '../../src/adapters/rule-files.ts';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import { createDesk } from '../../src/core/desk.ts';
import { crossingDraft } from '../../src/core/recording.ts';
import { decide } from '../../src/domain/decide.ts';
import type { Decision } from '../../src/domain/decision.ts';
import { inventPerson } from '../../src/domain/demo-people.ts';
import { createDice, type Dice } from '../../src/domain/demo-random.ts';
import { localDayNumber } from '../../src/domain/local-time.ts';
import type { Explained } from '../../src/domain/rules/explain.ts';
import type { HistoryEvent } from '../../src/domain/stay.ts';

const program = fileURLToPath(new URL('../../src/cli/index.ts', import.meta.url));
const rules = loadRules(fileURLToPath(new URL('../../resources', import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'beket-explain-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const crossings = 400;
const day = 86_400_000;
const [begin, end] = [Date.UTC(2015, 0, 2), Date.UTC(2026, 10, 22)];

const historyBefore = (dice: Dice, now: number): HistoryEvent[] => {
  const events: HistoryEvent[] = [];
  for (let at = now - (1 + dice.roll(40)) * day; dice.chance(0.8); at -= (1 + dice.roll(60)) * day) {
    const direction = dice.chance(0.5) ? 'entry' : 'exit';
    events.unshift({ at: new Date(at).toISOString(), direction, post: dice.pick(rules.posts()).id });
  }
  return events;
};

/** An invented crossing of any year of the pack, at any post, with all that can be wrong with it. */
const weighed = (dice: Dice) => {
  const instant = begin + dice.roll(Math.floor((end - begin) / 60_000)) * 60_000;
  const post = dice.pick(rules.posts());
  const person = inventPerson(dice, localDayNumber(instant, post.zone)).document;
  const state = dice.pick(['RUS', 'KGZ', 'BLR', 'ARM', 'TUR', 'CHN', 'IND'] as const);
  const type = dice.pick(['passport', 'id-card', 'birth-certificate', 'return-certificate'] as const);
  const birthDate = dice.chance(0.5) ? `${new Date(instant).getUTCFullYear() - 5}-03-15` : person.birthDate;
  const other = { ...person, citizenship: state, issuer: state, type, format: 'none' as const, birthDate };
  const document = dice.chance(0.5) ? other : person;
  const at = new Date(instant).toISOString();
  const circumstances = {
    direction: dice.pick(['entry', 'exit'] as const),
    purpose: dice.pick(['private', 'work', 'transit'] as const),
    transport: dice.pick(['foot', 'car', 'bus', 'truck'] as const),
  };
  const history = historyBefore(dice, instant);
  const [first] = document.birthDate;
  const decision = decide({
    document,
    circumstances,
    at,
    post,
    history,
    historyKnown: { asOf: at, complete: dice.chance(0.7) },
    watchlistHits: dice.chance(0.1)
      ? [{ entry: 'W1', score: 0.93, reason: 'wanted', evidence: [{ on: 'name', theirs: 'A', ours: 'A' }] }]
      : [],
    problems: dice.chance(0.2) ? [{ field: 'birthDate', code: first === '1' ? 'check-digit' : 'repaired' }] : [],
    permits: dice.chance(0.1) ? [{ from: at.slice(0, 10), to: '2030-12-31' }] : [],
    registrations: dice.chance(0.3) ? [{ from: at.slice(0, 10), to: '2030-12-31' }] : [],
    zones: Object.fromEntries(rules.posts().map(({ id, zone }) => [id, zone])),
    pack: rules.packAt(instant, post.zone),
  });
  return { document, circumstances, history: { asOf: at, events: history, complete: true }, decision };
};

const recorded = (seed: number): Map<number, Decision> => {
  const dice = createDice(seed);
  const data = openData({ folder });
  data.store.saveConfig({ stationId: 'explained-1', post: 'zhaisan', lane: '1', demo: true });
  const desk = createDesk({ store: data.store, rules, clock: { now: () => end, ticks: () => 0 } });
  const reading = { source: 'mrz', format: 'TD3', text: '', problems: [] } as const;
  const decisions = new Map<number, Decision>();
  for (let i = 0; i < crossings; i += 1) {
    const { decision, ...one } = weighed(dice);
    const parked = { id: String(i), sessionId: 's', reading: { ...reading, problems: [] }, missing: [], startedAt: 0 };
    const isDoubted = decision.advice === 'second-line';
    const choice = { action: isDoubted ? ('refer' as const) : ('admit' as const) };
    const draft = crossingDraft({ ...parked, ...one, decision }, choice, desk, 'O1', 5000);
    decisions.set(data.log.append(draft).seq, decision);
  }
  data.close();
  return decisions;
};

describe('a log of invented crossings of every year', () => {
  it('is explained finding by finding, as it was decided, from what is stored', () => {
    const decisions = recorded(20261122);
    const args = [program, 'explain', '--data', folder, ...[...decisions.keys()].map(String)];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 27 });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(crossings);
    const rulesTold = new Set<string>();
    for (const line of lines) {
      const { entry, pack, advice, findings } = JSON.parse(line) as {
        entry: number;
        pack: unknown;
        advice: unknown;
        findings: Explained[];
      };
      const decision = decisions.get(entry);
      expect({ pack, advice, findings: findings.map(({ finding }) => finding) }).toEqual({
        pack: decision?.pack,
        advice: decision?.advice,
        findings: decision?.findings,
      });
      for (const { rule } of findings) rulesTold.add(rule);
    }
    // A log that tells of few rules would prove little.
    expect(rulesTold.size).toBeGreaterThan(30);
    expect(new Set([...decisions.values()].map(({ pack }) => pack.hash)).size).toBe(rules.packs.length);
  });
});
