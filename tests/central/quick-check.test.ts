import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { quickCheck } from '../../src/central/quick-check.ts';
import { crossingBodySchema } from '../../src/domain/crossing.ts';
import { inventCrossings } from '../../src/domain/demo-crossings.ts';
import { createDice } from '../../src/domain/demo-random.ts';
import {
  correctionBodySchema,
  resolutionBodySchema,
  servedBodySchema,
  voidBodySchema,
} from '../../src/domain/log-bodies.ts';
import { entrySchema, personalPartSchema } from '../../src/domain/log.ts';

const scene = {
  post: 'syrym',
  zone: 'Asia/Almaty',
  lane: '1',
  officers: ['O1', 'O2'],
  supervisor: 'S1',
  packAt: () => ({ id: 'p', version: '1', hash: 'b'.repeat(64) }),
  firstSeq: 1,
  now: Date.parse('2026-11-22T10:00:00Z'),
  days: 3,
};
const bodies = inventCrossings(createDice(5), scene).map(({ body }) => JSON.parse(JSON.stringify(body)) as object);
const part = { salt: 'a'.repeat(32), value: { document: {} } };
const hash = '0'.repeat(64);
const shell = { stationId: 'syrym-1', seq: 1, at: '2026-11-22T10:00:00.000Z', kind: 'void', body: { of: 3 } };
const entry = { ...shell, personalDigest: hash, previousHash: hash, hash };

/** Every place of a value, however deep, as a way of names. */
const placesOf = (value: unknown, way: readonly string[] = []): (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [way, ...Object.entries(value).flatMap(([name, member]) => placesOf(member, [...way, name]))]
    : [way];

/** A copy with another value in one place, or with nothing there. */
const withAt = (value: unknown, [name, ...rest]: readonly string[], put: unknown): unknown => {
  if (name === undefined) return put;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  const member = withAt(copy[name], rest, put);
  if (member === undefined) Reflect.deleteProperty(copy, name);
  else copy[name] = member;
  return copy;
};

const others = fc.oneof(
  fc.constant(undefined),
  fc.jsonValue({ maxDepth: 1 }),
  fc.constantFrom(
    'entry',
    'KAZ',
    'kaz',
    hash,
    `${hash}\n`,
    '2026-11-22T10:00:00.000Z',
    '2026-02-30',
    0,
    -1,
    1.5,
    [],
    {},
    null,
  ),
);

describe('a check made once', () => {
  it.each([
    ['crossing', crossingBodySchema, bodies],
    ['correction', correctionBodySchema, [...bodies, { of: 1, officer: 'O1', changes: {} }]],
    ['void', voidBodySchema, [...bodies, { of: 1, officer: 'O1' }]],
    ['resolution', resolutionBodySchema, [...bodies, { of: 1, officer: 'O1', action: 'admit' }]],
    ['refusal-served', servedBodySchema, [...bodies, { of: 1, officer: 'O1', signature: 'signed', language: 'kk' }]],
    ['an entry', entrySchema, [entry]],
    ['a personal part', personalPartSchema, [part]],
  ] as [string, v.GenericSchema, object[]][])('says of %s what the schema says', (_, schema, samples) => {
    const check = quickCheck(schema);
    for (const sample of samples) expect(check(sample), JSON.stringify(sample)).toBe(v.is(schema, sample));
    expect(samples.some((sample) => check(sample))).toBe(true);
    const changed = fc
      .constantFrom(...samples)
      .chain((sample) => fc.tuple(fc.constant(sample), fc.constantFrom(...placesOf(sample)), others))
      .map(([sample, way, put]) => withAt(sample, way, put));
    fc.assert(
      fc.property(changed, (value) => {
        expect(check(value)).toBe(v.is(schema, value));
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves to the schema what changes a value on its way, and what it does not know', () => {
    const odd = v.object({
      plate: v.pipe(v.string(), v.trim(), v.maxLength(2)),
      at: v.nullable(v.string()),
      kind: v.union([v.literal('a'), v.number()]),
    });
    const check = quickCheck(odd);
    for (const [value, expected] of [
      [{ plate: ' ab ', at: null, kind: 'a' }, true],
      [{ plate: 'abc', at: null, kind: 'a' }, false],
      [{ plate: 'ab', kind: 1 }, false],
    ] as const) {
      expect(check(value)).toBe(expected);
      expect(v.is(odd, value)).toBe(expected);
    }
    expect(quickCheck(v.object({ at: v.nullish(v.string()) }))({})).toBe(true);
  });
});
