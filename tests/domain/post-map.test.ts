import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { map, projection } from '../../scripts/draw-map.js';
import { mapOutline, placeOnMap, postsOnMap } from '../../src/domain/post-map.ts';
import type { Post } from '../../src/domain/post.ts';

const posts = JSON.parse(readFileSync('resources/posts.json', 'utf8')) as Post[];

describe('the map of the posts', () => {
  it('lays a place where the outline was drawn by another library', () => {
    for (const { id, position } of posts) {
      if (!position) continue;
      const [x = Number.NaN, y = Number.NaN] = projection([position.lon, position.lat]) ?? [];
      const placed = placeOnMap(position);
      expect(placed.x, id).toBeCloseTo(x, 6);
      expect(placed.y, id).toBeCloseTo(y, 6);
      expect(placed.x > 0 && placed.x < mapOutline.width && placed.y > 0 && placed.y < mapOutline.height, id).toBe(
        true,
      );
    }
  });

  it('is the outline that its script draws from Natural Earth', () => {
    expect({ own: mapOutline.own, others: mapOutline.others }).toEqual({ own: map.own, others: map.others });
  });

  it('tells loads in quarters of the busiest, nothing known apart from nobody, and who has no place', () => {
    const nowhere = { ...posts[0], id: 'nowhere', position: undefined } as unknown as Post;
    const loads = new Map([
      ['syrym', 400],
      ['taskala', 101],
      ['orda', 0],
    ]);
    const { placed, unplaced } = postsOnMap([...posts, nowhere], loads);
    const stepOf = (id: string) => placed.find(({ post }) => post.id === id)?.step;
    expect([stepOf('syrym'), stepOf('taskala'), stepOf('orda'), stepOf('uba')]).toEqual([4, 2, 0, undefined]);
    const noPlace = posts.filter(({ position }) => !position).map(({ id }) => id);
    expect(unplaced.map(({ id }) => id)).toEqual([...noPlace, 'nowhere']);
    expect(placed).toHaveLength(posts.length - noPlace.length);
    expect(placed.map(({ x }) => x)).toEqual(placed.map(({ x }) => x).toSorted((a, b) => a - b));
  });
});
