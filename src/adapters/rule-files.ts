import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { RuleStore } from '../core/ports.ts';
import { localDay } from '../domain/local-time.ts';
import { postSchema } from '../domain/post.ts';
import { checkPack } from '../domain/rules/pack-check.ts';
import { editionOn, editionsOf } from '../domain/rules/editions.ts';
import { packFileSchema, type PackFile, type RulePack } from '../domain/rules/pack.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const readPack = (path: string): PackFile => {
  const text = readFileSync(path, 'utf8');
  const problems = checkPack(text);
  if (problems.length > 0) {
    const told = problems.slice(0, 5).map(({ code, where, detail }) => `${code} at ${where} (${detail ?? ''})`);
    throw new Error(`${path} is no usable rule pack: ${told.join('; ')}`);
  }
  return v.parse(packFileSchema, JSON.parse(text));
};

/** Every pack below `resources/rules`, one folder a state. Throws where one cannot be used: a desk must not open on broken law. */
const readPacks = (resources: string): PackFile[] =>
  readdirSync(join(resources, 'rules'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readPack(join(resources, 'rules', entry.name, 'pack.json')));

/** `packs` are the editions of the desk's state, oldest first. */
export type FileRules = RuleStore & { readonly packs: readonly RulePack[] };

/** Rules and posts as files. `state` is the state whose border the desk stands at. */
export const loadRules = (resources: string, state = 'KAZ'): FileRules => {
  const all = readPacks(resources).flatMap((file) => editionsOf(file, sha256));
  const packs = all.filter((edition) => edition.state === state);
  const posts = v.parse(v.array(postSchema), readJson(join(resources, 'posts.json')));
  const [oldest] = packs;
  if (!oldest) throw new Error(`no rule pack for ${state} in ${resources}`);
  return {
    packs,
    // A clock that is years wrong must still find some law: before the first edition, the first.
    packAt: (instant, zone = oldest.zone) => editionOn(packs, localDay(instant, zone)) ?? oldest,
    packByHash: (hash) => all.find((edition) => edition.hash === hash),
    posts: () => posts,
  };
};
