import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { postSchema } from '../domain/post.ts';

/** One zone for the whole of Kazakhstan since 1 March 2024 (domain.md §0.8); for posts that the file does not know. */
export const countryZone = 'Asia/Almaty';

const fileSchema = v.union([v.array(postSchema), v.object({ posts: v.array(postSchema) })]);

/** The zone of each post, from `resources/posts.json`. */
export const readZones = (file: string): ((post: string) => string) => {
  const parsed = v.parse(fileSchema, JSON.parse(readFileSync(file, 'utf8')));
  const zones = new Map((Array.isArray(parsed) ? parsed : parsed.posts).map(({ id, zone }) => [id, zone]));
  return (post) => zones.get(post) ?? countryZone;
};
