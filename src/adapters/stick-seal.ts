import {
  createCipheriv,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  verify,
  type KeyObject,
} from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
  stickAnswerFileSchema,
  stickAnswerSchema,
  stickAnswerText,
  stickEndText,
  stickKeyText,
  stickPurpose,
  type StickAnswer,
  type StickHeader,
  type StickKey,
} from '../contract/stick.ts';
import * as v from 'valibot';

const publicKeyOf = (base64: string): KeyObject =>
  createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });

const isSignedBy = (key: string, text: string, signature: string): boolean => {
  try {
    return verify(null, Buffer.from(text), publicKeyOf(key), Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
};

/** True where the centre whose signing key was pinned at enrolment says that this is its key for sticks. */
export const isStickKeyOf = (centreKey: string, { key, signature }: StickKey): boolean =>
  isSignedBy(centreKey, stickKeyText(key), signature);

/** 96 bits: the number of the piece; a key seals one file only (NIST SP 800-38D §8.2.1). */
const nonceOf = (piece: number): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(piece), 4);
  return nonce;
};

/**
 * Seals pieces to a centre's key: X25519 with a key made for this file, HKDF-SHA-256, AES-256-GCM. The header stands before
 * every piece as what is authenticated with it, so that no piece fits another file.
 */
export const createStickSeal = (
  about: Omit<StickHeader, 'ephemeral'>,
  centreKey: string,
  sign: (text: string) => string,
) => {
  const centre = publicKeyOf(centreKey);
  const own = generateKeyPairSync('x25519');
  const ephemeral = own.publicKey.export({ format: 'der', type: 'spki' });
  const header = Buffer.from(`${JSON.stringify({ ...about, ephemeral: ephemeral.toString('base64') })}\n`);
  const shared = diffieHellman({ privateKey: own.privateKey, publicKey: centre });
  const salt = Buffer.concat([ephemeral, Buffer.from(centreKey, 'base64')]);
  const key = Buffer.from(hkdfSync('sha256', shared, salt, stickPurpose, 32));
  const digest = createHash('sha256').update(header);
  let number = 0;
  const seal = (text: string): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number)).setAAD(header);
    number += 1;
    const sealed = [cipher.update(gzipSync(text)), cipher.final(), cipher.getAuthTag()];
    const length = Buffer.alloc(4);
    length.writeUInt32BE(sealed.reduce((sum, { length: bytes }) => sum + bytes, 0));
    const piece = Buffer.concat([length, ...sealed]);
    digest.update(piece);
    return piece;
  };
  return {
    header,
    /** Entries as lines. */
    piece: seal,
    /** The last piece: says that nothing was cut off, and who wrote it all. */
    end: (): Buffer =>
      seal(JSON.stringify({ end: number, signature: sign(stickEndText(digest.copy().digest('hex'))) })),
  };
};

/** The answer file of a centre, where its pinned key signed it; nothing where it is anything else. */
export const readStickAnswer = (text: string, centreKey: string): StickAnswer | undefined => {
  try {
    const file = v.parse(stickAnswerFileSchema, JSON.parse(text));
    if (!isSignedBy(centreKey, stickAnswerText(file.signed), file.signature)) return undefined;
    return v.parse(stickAnswerSchema, JSON.parse(file.signed));
  } catch {
    return undefined;
  }
};
