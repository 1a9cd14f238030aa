import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRules } from '../../../src/adapters/rule-files.ts';
import { assess } from '../../../src/domain/assess.ts';

const rules = loadRules(join(import.meta.dirname, '../../../resources'));
const line = {
  id: 'a-1',
  at: '2022-09-25T08:00:00Z',
  post: 'syrym',
  direction: 'entry',
  document: { type: 'internal-passport', format: 'PNRUS', issuer: 'RUS', citizenship: 'RUS', birthDate: '1990-03-15' },
  history: [],
};
const valueOf = (input: unknown) => {
  const answer = assess(input, rules);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
};

describe('a line of beket assess', () => {
  it('is answered with exactly the members the command line promises', () => {
    const value = valueOf(line);
    expect(Object.keys(value)).toEqual(['id', 'pack', 'advice', 'findings', 'stay']);
    expect(Object.keys(value.findings[0] ?? {})).toEqual(['rule', 'outcome', 'citation', 'attested', 'params']);
    expect(value.stay).toEqual({
      used: 0,
      remaining: 30,
      lastLawfulDay: '2022-10-24',
      registerBy: '2022-10-24',
      complete: true,
      methods: [],
    });
    expect(value.findings.every(({ citation }) => citation.length > 3)).toBe(true);
  });

  it('is read kindly', () => {
    const same = {
      id: 'a-1',
      at: '2022-09-25T13:00:00+05:00',
      post: 'СЫРЫМ',
      document: { format: 'PNRUS', issuer: 'rus', birthDate: '1990-03-15', sex: 'f', type: 'Internal_Passport' },
    };
    expect(valueOf(same)).toEqual(valueOf(line));
    expect(valueOf({ ...line, at: '2022-09-25' })).toEqual(valueOf(line));
    expect(valueOf({ ...line, at: '2022-09-25T13:00' })).toEqual(valueOf(line));
  });

  it('takes a local time without an offset as the time of the post', () => {
    const before = { ...line, at: '2023-01-26T23:59:59' };
    expect(valueOf({ ...before, post: 'kairak' }).pack.id).toBe('kaz-2020-01-11');
    expect(valueOf({ ...before, post: 'kairak', at: '2023-01-27T00:00:00' }).pack.id).toBe('kaz-2023-01-27');
  });

  it('notes a post nobody knows and judges it in the usual zone of the state', () => {
    const answer = assess({ ...line, post: 'Atlantis', at: '2023-01-26T18:30:00Z' }, rules);
    expect(answer).toMatchObject({
      ok: true,
      note: 'post not known, judged in Asia/Almaty: Atlantis',
      value: { pack: { id: 'kaz-2023-01-27' } },
    });
    expect(assess(line, rules)).not.toHaveProperty('note');
  });

  it.each([
    ['no object', 'x', 'line'],
    ['nothing', undefined, 'line'],
    ['no document', { ...line, document: undefined }, 'document'],
    ['no citizenship', { ...line, document: { type: 'passport' } }, 'document.citizenship'],
    ['a citizenship in words', { ...line, document: { citizenship: 'Russia' } }, 'document.citizenship'],
    ['a direction that is none', { ...line, direction: 'sideways' }, 'direction'],
    ['a time that is none', { ...line, at: 'today' }, 'at'],
    ['a time before any law', { ...line, at: '2014-12-31T12:00:00Z' }, 'at'],
    ['a history of no time', { ...line, history: [{ at: '?', direction: 'entry' }] }, 'history'],
  ])('with %s is answered with where it is wrong', (_name, input, where) => {
    const answer = assess(input, rules);
    expect(answer.ok).toBe(false);
    expect(answer.ok ? '' : answer.message).toMatch(new RegExp(`^${where}: `));
  });
});
