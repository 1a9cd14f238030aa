import map from '../../resources/map/kazakhstan.json' with { type: 'json' };
import type { Post } from './post.ts';

type Placeable = { readonly id: string; readonly position?: { lat: number; lon: number } | undefined };

/** Outlines as SVG paths, in the pixels that `placeOnMap` answers. */
export const mapOutline = { width: map.width, height: map.height, own: map.own, others: map.others } as const;

const degree = Math.PI / 180;
const [first = 0, second = 0] = map.projection.parallels.map((parallel) => Math.sin(parallel * degree));
const { meridian, latitude, scale, x, y } = map.projection;
const n = (first + second) / 2;
const c = 1 - first * first + 2 * n * first;
const rho = (lat: number): number => Math.sqrt(c - 2 * n * Math.sin(lat * degree)) / n;

/** Albers' equal-area conic projection of the sphere (Snyder, USGS Professional Paper 1395, eq. 14-1 to 14-6). */
export const placeOnMap = ({ lat, lon }: { lat: number; lon: number }): { x: number; y: number } => {
  const theta = n * (lon - meridian) * degree;
  return {
    x: x + scale * rho(lat) * Math.sin(theta),
    y: y + scale * (rho(lat) * Math.cos(theta) - rho(latitude)),
  };
};

/** Quarters of the busiest post's load; 0 where nobody crossed. */
export type LoadStep = 0 | 1 | 2 | 3 | 4;

export type PlacedPost<P = Post> = {
  readonly post: P;
  readonly x: number;
  readonly y: number;
  /** Missing where nothing is known of the post. */
  readonly persons?: number;
  readonly step?: LoadStep;
};

/** Posts where they lie, west to east, with their load; and those whose place no source gives. */
export const postsOnMap = <P extends Placeable>(
  posts: readonly P[],
  loads: ReadonlyMap<string, number>,
): { placed: PlacedPost<P>[]; unplaced: P[] } => {
  const most = Math.max(0, ...loads.values());
  const stepOf = (persons: number): LoadStep =>
    most === 0 || persons === 0 ? 0 : (Math.ceil((persons / most) * 4) as LoadStep);
  const placed = posts.flatMap((post): PlacedPost<P>[] => {
    if (!post.position) return [];
    const persons = loads.get(post.id);
    return [{ post, ...placeOnMap(post.position), ...(persons !== undefined && { persons, step: stepOf(persons) }) }];
  });
  return {
    placed: placed.sort((a, b) => a.x - b.x),
    unplaced: posts.filter(({ position }) => !position),
  };
};
