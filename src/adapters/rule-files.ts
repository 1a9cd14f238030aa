import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { createLaw, wholeHash, type Law } from '../core/law.ts';
import type { PackKey, PackPorts, PackShelf } from '../core/packs-ports.ts';
import type { RuleStore } from '../core/ports.ts';
import { localDay } from '../domain/local-time.ts';
import { postSchema } from '../domain/post.ts';
import { checkPack } from '../domain/rules/pack-check.ts';
import { editionOn, editionsOf } from '../domain/rules/editions.ts';
import { packFileSchema, type PackFile, type RulePack } from '../domain/rules/pack.ts';
import { openSignedPack, type SignedPack } from '../domain/rules/signed-pack.ts';
import { sha256 } from './hash.ts';
import { OpeningFault } from './opening-fault.ts';
import { verifyPackSignature } from './pack-signature.ts';

const keysSchema = v.array(v.strictObject({ name: v.string(), publicKey: v.pipe(v.string(), v.base64()) }));

const readJson = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new OpeningFault(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
};

const told = (path: string): string => {
  const problems = checkPack(readFileSync(path, 'utf8')).slice(0, 5);
  const named = problems.map(({ code, where, detail }) => `${code} at ${where} (${detail ?? ''})`);
  return `${path} is no usable rule pack: ${named.join('; ')}.`;
};

const signatureFaults = {
  'not-a-signed-pack': 'bears no signature',
  'untrusted-key': 'is signed by a key that this program does not know',
  'bad-signature': 'was changed after it was signed',
} as const;

/** A pack of the program with its signature beside it, and its contents checked. */
const readPack = (folder: string, keys: readonly PackKey[]): SignedPack => {
  const path = join(folder, 'pack.json');
  const signaturePath = join(folder, 'pack.signature.json');
  const pack = readJson(path);
  const signature = existsSync(signaturePath) ? readJson(signaturePath) : undefined;
  const signed = { pack, ...(signature as Omit<SignedPack, 'pack'> | undefined) };
  const opened = openSignedPack(
    signed,
    verifyPackSignature,
    keys.map(({ publicKey }) => publicKey),
  );
  if (opened.ok) return signed as SignedPack;
  const { reason } = opened.refusal;
  if (reason === 'bad-contents' || !(reason in signatureFaults)) throw new OpeningFault(told(path));
  const why = signatureFaults[reason as keyof typeof signatureFaults];
  throw new OpeningFault(`${path} ${why}. Whoever writes packs signs them with: npm run -s sign-packs`);
};

/** `packs` are the editions of the desk's state that came with the program, oldest first. */
export type FileRules = RuleStore &
  Pick<PackPorts, 'programKeys' | 'programPacks' | 'state'> & { readonly packs: readonly RulePack[] };

/**
 * Rules and posts as files, every pack below `resources/rules`, one folder a state. `state` is the state whose border the desk
 * stands at. Throws OpeningFault where a pack cannot be used or its signature does not fit: a desk must not open on broken law.
 */
export const loadRules = (resources: string, state = 'KAZ'): FileRules => {
  const rules = join(resources, 'rules');
  const programKeys = v.parse(keysSchema, readJson(join(rules, 'keys.json')));
  const signed = readdirSync(rules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readPack(join(rules, entry.name), programKeys));
  const all = signed.flatMap(({ pack }) => editionsOf(v.parse(packFileSchema, pack) satisfies PackFile, sha256));
  const packs = all.filter((edition) => edition.state === state);
  const posts = v.parse(v.array(postSchema), readJson(join(resources, 'posts.json')));
  const [oldest] = packs;
  const newest = packs.at(-1);
  if (!oldest || !newest) throw new OpeningFault(`no rule pack for ${state} in ${resources}`);
  return {
    packs,
    programKeys,
    programPacks: new Map(signed.map((one) => [wholeHash(one.pack, sha256), one])),
    state,
    // A clock that is years wrong must still find some law: before the first edition, the first.
    packAt: (instant, zone = oldest.zone) => {
      const day = localDay(instant, zone);
      return editionOn(packs, day) ?? (day < oldest.from ? oldest : newest);
    },
    packByHash: (hash) => all.find((edition) => edition.hash === hash),
    posts: () => posts,
  };
};

/** The law of a desk: the packs that came with the program and those it was given since. */
export const deskLaw = (files: FileRules, shelf: PackShelf): Law =>
  createLaw({ ...files, shelf }, sha256, files.posts());
