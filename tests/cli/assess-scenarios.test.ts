import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Assessment } from '../../src/domain/assess.ts';
import { allScenarios, faultsOf } from '../domain/rules/scenario.ts';

const program = fileURLToPath(new URL('../../src/cli/index.ts', import.meta.url));

it('`beket assess` says of every scenario what its source says', () => {
  const all = allScenarios();
  const input = all.map((scenario, id) => JSON.stringify({ ...scenario.input, id })).join('\n');
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, 'assess', '-'], { input, encoding: 'utf8' });
  const printed = new Map(
    stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Assessment)
      .map((value) => [value.id, value] as const),
  );
  const said = new Map([...stderr.matchAll(/^Line (\d+): (.*)$/gm)].map(([, line, text]) => [Number(line) - 1, text]));
  const wrong = all.flatMap((scenario, id) => {
    const value = printed.get(id);
    const faults = faultsOf(
      scenario,
      value ? { ok: true, value } : { ok: false, message: said.get(id) ?? 'no answer' },
    );
    return faults.map((fault) => `${scenario.name}: ${fault}`);
  });
  expect(wrong.join('\n')).toBe('');
  expect(printed.size).toBeGreaterThanOrEqual(250);
  // Some lines lie before the first edition: not weighed, said so, and the exit code tells.
  expect(status).toBe(1);
});
