import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  activationAt,
  packActivatedSchema,
  plannedAfter,
  type Activation,
} from '../../../src/domain/rules/activation.ts';

const whole = (version: string) => ({ id: 'kaz', version, hash: 'a'.repeat(64) });
const activation = (seq: number, from: string): Activation => ({
  pack: whole(`2026.1.${seq}`),
  from,
  by: 'A1',
  confirmedBy: 'A2',
  act: 'activate',
  before: whole('2025.1.1'),
  seq,
  at: '2026-01-01T00:00:00.000Z',
});
const [march, april, may] = ['2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z', '2026-05-01T00:00:00Z'];
const at = (iso: string, by = 0): number => Date.parse(iso) + by;

describe('the activation that holds', () => {
  const all = [activation(3, april), activation(1, march), activation(2, may)];

  it.each([
    [at(march, -1), undefined],
    [at(march), 1],
    [at(april, -1), 1],
    [at(april), 3],
    [at(may, -1), 3],
    [at(may), 2],
  ])('at %i is entry %o', (instant, seq) => {
    expect(activationAt(all, instant)?.seq).toBe(seq);
  });

  it('of one moment is the one written later, in whatever order they are read', () => {
    const two = [activation(4, march), activation(5, march)];
    expect(activationAt(two, at(march))?.seq).toBe(5);
    expect(activationAt(two.toReversed(), at(march))?.seq).toBe(5);
  });

  it('is planned, soonest first, unless another of the same moment was written later', () => {
    const some = [...all, activation(6, may)];
    expect(plannedAfter(some, at(march)).map(({ seq }) => seq)).toEqual([3, 6]);
    expect(plannedAfter(some, at(march, -1)).map(({ seq }) => seq)).toEqual([1, 3, 6]);
    expect(plannedAfter([activation(1, may), activation(2, april)], at(march)).map(({ seq }) => seq)).toEqual([2, 1]);
    expect(plannedAfter(some, at(may))).toEqual([]);
  });
});

describe('the entry of an activation', () => {
  const { pack, from, by, confirmedBy, act, before } = activation(1, march);
  const body = { pack, from, by, confirmedBy, act, before };

  it('names the pack, the moment and the two who answer for it', () => {
    expect(v.parse(packActivatedSchema, { ...body, act: 'roll-back' })).toEqual({ ...body, act: 'roll-back' });
  });

  it.each(Object.keys(body))('needs %s', (member) => {
    const rest = Object.fromEntries(Object.entries(body).filter(([key]) => key !== member));
    expect(v.safeParse(packActivatedSchema, rest).success).toBe(false);
    expect(v.safeParse(packActivatedSchema, { ...body, [member]: 'soon' }).success).toBe(/by/i.test(member));
  });

  it.each(['id', 'version', 'hash'])('names a pack by its %s', (member) => {
    const less = Object.fromEntries(Object.entries(body.pack).filter(([key]) => key !== member));
    expect(v.safeParse(packActivatedSchema, { ...body, pack: less }).success).toBe(false);
  });
});
