import { canonicalJson } from '../domain/canonical-json.ts';
import { localDay } from '../domain/local-time.ts';
import type { Sha256 } from '../domain/log.ts';
import type { Post } from '../domain/post.ts';
import { activationAt, type WholePack } from '../domain/rules/activation.ts';
import { editionOn, editionsOf } from '../domain/rules/editions.ts';
import type { PackFile, RulePack } from '../domain/rules/pack.ts';
import { packIn, type SignedPack } from '../domain/rules/signed-pack.ts';
import type { PackPorts } from './packs-ports.ts';
import type { RuleStore } from './ports.ts';

/** The law as two administrators have set it: by instant, by edition, and whole. */
export type Law = RuleStore & {
  /** The pack in force at an instant (epoch milliseconds), as a whole. */
  wholeAt(instant: number): WholePack;
  /** A pack by the hash of the whole; refused ones are not law and are not found. */
  whole(hash: string): PackFile | undefined;
  /** Editions of a pack at hand, oldest first. */
  editions(hash: string): readonly RulePack[];
};

type LawPorts = Pick<PackPorts, 'shelf' | 'programPacks' | 'state'>;

export const wholeHash = (pack: unknown, sha256: Sha256): string => sha256(canonicalJson(pack));

const stateOf = ({ pack }: SignedPack): unknown => (pack as Partial<PackFile> | undefined)?.state;

/**
 * What is in force at an instant is what the `pack-activated` entries say; before the first of them, the pack the desk was
 * first opened with. A newer pack that comes with the program is an offer like any other.
 */
export const createLaw = ({ shelf, programPacks, state }: LawPorts, sha256: Sha256, posts: readonly Post[]): Law => {
  const files = new Map<string, PackFile>();
  const cut = new Map<string, readonly RulePack[]>();
  const shipped = [...programPacks].find(([, signed]) => stateOf(signed) === state)?.[0];

  const whole = (hash: string): PackFile | undefined => {
    const known = files.get(hash);
    if (known) return known;
    const kept = shelf.find(hash);
    const signed = kept?.refusal ? undefined : (kept?.signed ?? programPacks.get(hash));
    if (!signed) return undefined;
    const file = packIn(signed);
    files.set(hash, file);
    return file;
  };
  const editions = (hash: string): readonly RulePack[] => {
    const known = cut.get(hash);
    if (known) return known;
    const file = whole(hash);
    const made = file ? editionsOf(file, sha256) : [];
    if (file) cut.set(hash, made);
    return made;
  };
  const hashAt = (instant: number): string => {
    const hash = activationAt(shelf.activations(), instant)?.pack.hash ?? shelf.memory().base ?? shipped;
    if (hash === undefined) throw new Error(`no rule pack for ${state}`);
    return hash;
  };
  return {
    whole,
    editions,
    wholeAt: (instant) => {
      const hash = hashAt(instant);
      const file = whole(hash);
      if (!file) throw new Error(`the rule pack ${hash} that the log names is not here`);
      return { id: file.id, version: file.version, hash };
    },
    packAt: (instant, zone) => {
      const all = editions(hashAt(instant));
      const [oldest] = all;
      const newest = all.at(-1);
      if (!oldest || !newest) throw new Error('the rule pack that the log names is not here');
      // A clock that is years wrong must still find some law: before the first edition the first, after the last the last.
      const day = localDay(instant, zone ?? oldest.zone);
      return editionOn(all, day) ?? (day < oldest.from ? oldest : newest);
    },
    packByHash: (hash) => {
      const hashes = [...programPacks.keys(), ...shelf.list().map((kept) => kept.hash)];
      for (const one of hashes) {
        const found = editions(one).find((edition) => edition.hash === hash);
        if (found) return found;
      }
      return undefined;
    },
    posts: () => posts,
  };
};
