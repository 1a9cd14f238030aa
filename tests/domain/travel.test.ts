import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { comparePassages, distanceKm, leastMinutes, type Passage, type Place } from '../../src/domain/travel.ts';

const file = new URL('../../resources/posts.json', import.meta.url);
const posts = new Map(
  (JSON.parse(readFileSync(file, 'utf8')) as { id: string; position?: Place }[]).map(({ id, position }) => [
    id,
    position,
  ]),
);
const place = (post: string): Place => posts.get(post) as Place;
const passage = (post: string, minute: number, more: Partial<Passage> = {}): Passage => ({
  minute,
  post,
  direction: 'entry',
  station: `${post}-1`,
  ...more,
});
const compare = (earlier: Passage, later: Passage) => comparePassages(earlier, later, (post) => posts.get(post));

describe('the way between two posts', () => {
  it('is as long as the great circle, by road near and by air far', () => {
    expect(distanceKm({ lat: 0, lon: 0 }, { lat: 0, lon: 1 })).toBeCloseTo(111.19, 1);
    expect(distanceKm(place('syrym'), place('auyl'))).toBeGreaterThan(1_900);
    // 2,050 km: three hours of airports and two and a half in the air, not seventeen on the road.
    expect(leastMinutes(place('syrym'), place('auyl'))).toBeGreaterThan(300);
    expect(leastMinutes(place('syrym'), place('auyl'))).toBeLessThan(360);
    // Positions are good to 15 km each: neighbours prove nothing.
    expect(leastMinutes(place('syrym'), place('shagan'))).toBe(0);
    expect(leastMinutes(place('aksai'), place('zhaisan'))).toBeGreaterThan(60);
  });
});

describe('two crossings that follow one another', () => {
  it.each([
    ['a day apart', passage('syrym', 0), passage('auyl', 1440, { direction: 'exit' }), undefined],
    ['an hour apart', passage('syrym', 0), passage('auyl', 60, { direction: 'exit' }), 'impossible-travel'],
    [
      'in time by a minute',
      passage('syrym', 0),
      passage('auyl', leastMinutes(place('syrym'), place('auyl')), { direction: 'exit' }),
      undefined,
    ],
    [
      'one document within minutes',
      passage('syrym', 0, { document: 5 }),
      passage('shagan', 20, { document: 5, direction: 'exit' }),
      'one-document-two-posts',
    ],
    [
      'two documents within minutes at neighbours',
      passage('syrym', 0, { document: 5 }),
      passage('shagan', 20, { document: 6, direction: 'exit' }),
      undefined,
    ],
    ['two lanes of one post', passage('syrym', 0), passage('syrym', 3, { station: 'syrym-2' }), 'recorded-twice'],
    ['one desk twice, which it says itself', passage('syrym', 0), passage('syrym', 3), undefined],
    ['in and out', passage('syrym', 0), passage('syrym', 3, { direction: 'exit' }), undefined],
    ['two entries days apart', passage('syrym', 0), passage('syrym', 4_000), 'crossing-missing'],
    ['posts nobody knows the place of', passage('here', 0), passage('there', 31, { direction: 'exit' }), undefined],
  ] as const)('%s', (_what, earlier, later, kind) => {
    expect(compare(earlier, later)?.kind).toBe(kind);
  });
});
