// Adds up what Vitest and Playwright reported. Arguments: the exit codes of the steps, so that a step that failed before any
// test of it could is counted as the failure it is.
import { existsSync, readFileSync } from 'node:fs';

const report = (name) => {
  const file = `test-results/${name}.json`;
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
};

/** What failed, with the first lines of why: whoever reads only the end of the output sees it. */
const faults = [];
const note = (name, why, result = 'FAILED') => {
  const lines = why.replaceAll(/\u001B\[[0-9;]*m/g, '').split('\n', 12);
  faults.push([`${result} ${name}`, ...lines.map((line) => `    ${line}`)].join('\n'));
};

/** Result by test. A test skipped in one run and run in a later one counts once, as what it came to. */
const results = new Map();
for (const name of ['unit', 'postgres']) {
  for (const file of report(name)?.testResults ?? []) {
    if (file.assertionResults.length === 0 && file.status === 'failed') {
      results.set(`${name} ${file.name}`, 'failed');
      note(`${name} ${file.name}`, file.message ?? '');
    }
    const seen = new Map();
    for (const { fullName, status, failureMessages } of file.assertionResults) {
      if (status === 'failed') note(`${name} ${file.name} > ${fullName}`, (failureMessages ?? []).join('\n'));
      // Cases of a table may bear the same name.
      seen.set(fullName, (seen.get(fullName) ?? 0) + 1);
      const key = `${file.name} ${fullName} ${seen.get(fullName)}`;
      const isWeightier = status === 'failed' || results.get(key) !== 'failed';
      if (isWeightier && !(results.has(key) && !['passed', 'failed'].includes(status))) results.set(key, status);
    }
  }
}
const count = (status) => [...results.values()].filter((result) => result === status).length;
const browser = report('e2e')?.stats ?? { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };

const noteSuite = ({ file, specs = [], suites = [] }) => {
  for (const { title, ok, tests } of specs) {
    const errors = tests.flatMap((test) => test.results.flatMap((result) => result.errors ?? []));
    const isFlaky = tests.some(({ status }) => status === 'flaky');
    const why = errors.map(({ message = '' }) => message).join('\n');
    if (!ok || isFlaky) note(`e2e ${file} > ${title}`, why, ok ? 'FLAKY' : 'FAILED');
  }
  for (const suite of suites) noteSuite(suite);
};
for (const suite of report('e2e')?.suites ?? []) noteSuite(suite);

const passed = count('passed') + browser.expected + browser.flaky;
let failed = count('failed') + browser.unexpected;
const skipped = results.size - count('passed') - count('failed') + browser.skipped;
const hasFailedStep = process.argv.slice(2).some((code) => code !== '0');
if (hasFailedStep && failed === 0) failed = 1;

for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exitCode = failed > 0 ? 1 : 0;
