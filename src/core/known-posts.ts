import type { Post } from '../domain/post.ts';
import type { Kept } from './feed-ports.ts';
import type { RuleStore } from './ports.ts';

/** The posts that came with the program, those the centre told of laid over them. */
export const knownPosts = (own: readonly Post[], told: readonly Post[]): readonly Post[] => {
  if (told.length === 0) return own;
  const byId = new Map([...own, ...told].map((post) => [post.id, post]));
  return [...byId.values()];
};

export const withPosts = <R extends RuleStore>(rules: R, told: Kept<Post>): R => ({
  ...rules,
  posts: () => knownPosts(rules.posts(), told.list()),
});
