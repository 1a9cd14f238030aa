import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { postSchema } from '../domain/post.ts';
import type { PlaceOf } from './travel-findings.ts';

/** One zone for the whole of Kazakhstan since 1 March 2024 (domain.md §0.8); for posts that the file does not know. */
export const countryZone = 'Asia/Almaty';

const fileSchema = v.union([v.array(postSchema), v.object({ posts: v.array(postSchema) })]);

/** Zone and place of each post, from `resources/posts.json`. */
export const readPosts = (file: string): { zoneOf: (post: string) => string; placeOf: PlaceOf } => {
  const parsed = v.parse(fileSchema, JSON.parse(readFileSync(file, 'utf8')));
  const posts = new Map((Array.isArray(parsed) ? parsed : parsed.posts).map((post) => [post.id, post]));
  return {
    zoneOf: (post) => posts.get(post)?.zone ?? countryZone,
    placeOf: (post) => posts.get(post)?.position,
  };
};
