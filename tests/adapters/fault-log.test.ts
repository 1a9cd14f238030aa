import { expect, it } from 'vitest';
import { faultLine } from '../../src/adapters/fault-log.ts';

it('tells the kind and the place of a failure, and none of its words', () => {
  const failure = Object.assign(new TypeError('cannot read IVANOV 4511 123456\nof undefined'), { code: 'ERR_X' });
  const line = faultLine('record', failure);
  expect(line).toMatch(/^beket: record failed with TypeError ERR_X\n\s+at /);
  expect(line).toContain('fault-log.test');
  expect(line).not.toMatch(/IVANOV|4511|undefined/);
});

it('tells nothing of what is no error', () => {
  expect(faultLine('read', { surname: 'IVANOV' })).toBe('beket: read failed');
});
