import { createHash } from 'node:crypto';
import { sha224 } from '@noble/hashes/sha2.js';
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { ecdsa, weierstrass } from '@noble/curves/abstract/weierstrass.js';

type Curve = {
  readonly verify: typeof p256.verify;
  /** Bytes of r and of s. */
  readonly size: number;
  readonly hash: string;
};

/** RFC 5639 §3.3; the library has the larger three. */
const brainpoolP224r1 = ecdsa(
  weierstrass({
    p: 0xd7c134aa264366862a18302575d1d787b09f075797da89f57ec8c0ffn,
    a: 0x68a5e62ca9ce6c1c299803a6c1530b514e182ad8b0042a59cad29f43n,
    b: 0x2580f63ccfe44138870713b1a92369e33e2135d266dbb372386c400bn,
    n: 0xd7c134aa264366862a18302575d0fb98d116bc4b6ddebca3a5a7939fn,
    h: 1n,
    Gx: 0x0d9029ad2c7e5cf4340823b2a87dc68c9e4ce3174c1e6efdee12c07dn,
    Gy: 0x58aa56f772c0726f24c6b89e4ecdac24354b9e99caa3f6d3761402cdn,
  }),
  sha224,
);

/** Named curves of seal signers with the hash that goes with each length (Doc 9303-13 §2.4; domain.md §4.8). */
const curves: Readonly<Record<string, Curve>> = {
  '1.3.36.3.3.2.8.1.1.5': { verify: brainpoolP224r1.verify, size: 28, hash: 'sha224' },
  '1.3.36.3.3.2.8.1.1.7': { verify: brainpoolP256r1.verify, size: 32, hash: 'sha256' },
  '1.3.36.3.3.2.8.1.1.11': { verify: brainpoolP384r1.verify, size: 48, hash: 'sha384' },
  '1.3.36.3.3.2.8.1.1.13': { verify: brainpoolP512r1.verify, size: 64, hash: 'sha512' },
  '1.2.840.10045.3.1.7': { verify: p256.verify, size: 32, hash: 'sha256' },
  '1.3.132.0.34': { verify: p384.verify, size: 48, hash: 'sha384' },
  '1.3.132.0.35': { verify: p521.verify, size: 66, hash: 'sha512' },
};

/** True or false for a signature r‖s over the bytes; `undefined` where the curve is not known here. Never throws. */
export const verifyEcdsa = (
  curveId: string,
  publicKey: Uint8Array,
  signed: Uint8Array,
  signature: Uint8Array,
): boolean | undefined => {
  const curve = curves[curveId];
  if (!curve) return undefined;
  if (signature.length !== curve.size * 2) return false;
  const digest = createHash(curve.hash).update(signed).digest();
  try {
    return curve.verify(signature, digest, publicKey, { prehash: false, lowS: false, format: 'compact' });
  } catch {
    return false;
  }
};
