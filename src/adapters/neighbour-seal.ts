import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { longestTidings } from '../contract/neighbour.ts';
import type { NeighbourSealing } from '../core/neighbour-ports.ts';

const purpose = 'beket-neighbour-seal-1';
const tagBytes = 16;
/** Each key seals one answer only, so its nonce may be what it likes (NIST SP 800-38D §8.2). */
const nonce = Buffer.alloc(12);

const newPair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return { privateKey, ephemeral: publicKey.export({ format: 'der', type: 'spki' }).toString('base64') };
};

/** HKDF-SHA-256 (RFC 5869) over X25519; the salt is both public keys, the asker's first. */
const keyOf = (privateKey: KeyObject, theirs: string, [asker, answerer]: readonly [string, string]): Buffer => {
  const publicKey = createPublicKey({ key: Buffer.from(theirs, 'base64'), format: 'der', type: 'spki' });
  const shared = diffieHellman({ privateKey, publicKey });
  const salt = Buffer.concat([Buffer.from(asker, 'base64'), Buffer.from(answerer, 'base64')]);
  return Buffer.from(hkdfSync('sha256', shared, salt, purpose, 32));
};

/** Answers between desks: lists name people, and a local network is not ours alone. Nothing recorded there opens later. */
export const neighbourSealing: NeighbourSealing = {
  question: () => {
    const { privateKey, ephemeral } = newPair();
    return {
      ephemeral,
      open: (answer, context) => {
        try {
          const sealed = Buffer.from(answer.sealed, 'base64');
          const key = keyOf(privateKey, answer.ephemeral, [ephemeral, answer.ephemeral]);
          const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
          decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
          const packed = Buffer.concat([
            decipher.update(sealed.subarray(0, sealed.length - tagBytes)),
            decipher.final(),
          ]);
          return gunzipSync(packed, { maxOutputLength: 4 * longestTidings }).toString('utf8');
        } catch {
          return undefined;
        }
      },
    };
  },
  seal: (text, theirs, context) => {
    try {
      const { privateKey, ephemeral } = newPair();
      const cipher = createCipheriv('aes-256-gcm', keyOf(privateKey, theirs, [theirs, ephemeral]), nonce);
      cipher.setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(gzipSync(text)), cipher.final(), cipher.getAuthTag()]);
      return { ephemeral, sealed: sealed.toString('base64') };
    } catch {
      return undefined;
    }
  },
};
