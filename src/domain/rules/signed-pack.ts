import * as v from 'valibot';
import { canonicalJson } from '../canonical-json.ts';
import type { Sha256 } from '../log.ts';
import { checkPackValue, type PackProblem } from './pack-check.ts';
import { packFileSchema, type PackFile } from './pack.ts';

/** Ed25519 over UTF-8 text; `publicKey` is SPKI DER in Base64, as `signature` is Base64. Handed in: the domain has no cryptography. */
export type VerifySignature = (text: string, signature: string, publicKey: string) => boolean;

/** A pack on its way: what is signed is the canonical JSON of `pack`, so that spaces and the order of keys do not matter. */
export const signedPackSchema = v.strictObject({
  pack: v.unknown(),
  publicKey: v.pipe(v.string(), v.base64()),
  signature: v.pipe(v.string(), v.base64()),
});

export type SignedPack = v.InferOutput<typeof signedPackSchema>;

/** A value in the shape of a signed pack, whatever its contents; missing where it is none. */
export const asSignedPack = (value: unknown): SignedPack | undefined => {
  const parsed = v.safeParse(signedPackSchema, value);
  return parsed.success ? parsed.output : undefined;
};

/** The pack in a signed one that was checked when it came. Throws where it was not. */
export const packIn = ({ pack }: SignedPack): PackFile => v.parse(packFileSchema, pack);

/** Text that is signed: the purpose goes before it, so that no other signature can pass for this one. */
export const signedPackText = (pack: unknown): string => `beket-rule-pack-1\n${canonicalJson(pack)}`;

/** What two people read to each other to be sure of a key: 16 hex digits of the SHA-256 of its Base64. */
export const fingerprintOf = (publicKey: string, sha256: Sha256): string => sha256(publicKey).slice(0, 16);

/** Why a pack was refused, a stable word; the problems of its contents stand beside it. */
export type PackRefusal =
  | {
      readonly reason: 'not-a-signed-pack' | 'untrusted-key' | 'bad-signature' | 'another-state' | 'older-than-current';
    }
  | { readonly reason: 'bad-contents'; readonly problems: readonly PackProblem[] };

export type OpenedPack =
  { readonly ok: true; readonly pack: PackFile } | { readonly ok: false; readonly refusal: PackRefusal };

const refused = (refusal: PackRefusal): OpenedPack => ({ ok: false, refusal });

const numbersOf = (version: string): number[] => version.split('.').map(Number);

/** Negative where `a` is older than `b`; versions are dates with an optional count of the day. */
export const compareVersions = (a: string, b: string): number => {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

/**
 * Opens a signed pack, or says why not. `trusted` are the public keys this desk takes packs from; `current` is the pack it has:
 * a pack from the past is refused, going back is another act with its own witnesses.
 */
export const openSignedPack = (
  value: unknown,
  verify: VerifySignature,
  trusted: readonly string[],
  current?: Pick<PackFile, 'state' | 'version'>,
): OpenedPack => {
  const parsed = v.safeParse(signedPackSchema, value);
  if (!parsed.success) return refused({ reason: 'not-a-signed-pack' });
  const { pack: body, publicKey, signature } = parsed.output;
  if (!trusted.includes(publicKey)) return refused({ reason: 'untrusted-key' });
  if (!verify(signedPackText(body), signature, publicKey)) return refused({ reason: 'bad-signature' });
  const { pack, problems } = checkPackValue(body);
  if (!pack) return refused({ reason: 'bad-contents', problems });
  if (current && pack.state !== current.state) return refused({ reason: 'another-state' });
  if (current && compareVersions(pack.version, current.version) <= 0) return refused({ reason: 'older-than-current' });
  return { ok: true, pack };
};
