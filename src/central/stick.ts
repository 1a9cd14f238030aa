import { createDecipheriv, createHash, createPublicKey, diffieHellman, hkdfSync, verify } from 'node:crypto';
import { setImmediate as breath } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import * as v from 'valibot';
import {
  stickEndSchema,
  stickEndText,
  stickHeaderSchema,
  stickPurpose,
  stickVersion,
  type StickHeader,
} from '../contract/stick.ts';
import type { StickLineRefusal } from '../contract/stick-line.ts';
import type { CentreKeys } from './centre-keys.ts';

/** Why a file from a stick is not taken, in words for the administrator who brought it. */
export class StickRefusal extends Error {
  /** For the desk that brought it: what to do with it. */
  readonly code: StickLineRefusal;
  constructor(message: string, code: StickLineRefusal = 'not-whole') {
    super(message);
    this.code = code;
  }
}

/** Where the bytes of a file lie. */
export type StickSource = { readonly size: number; read(at: number, length: number): Buffer };

type OpenStick = {
  readonly header: StickHeader;
  /** SHA-256 of the whole file, in hex. */
  readonly digest: string;
  /** How many pieces there are, and the lines of each. */
  readonly pieces: number;
  piece(index: number): string;
  /** True where the desk's key signed it all. */
  isSignedBy(publicKey: string): boolean;
};

const longestHeader = 4_096;
const largestPiece = 64 * 1024 * 1024;
/** A hundred million entries. */
const mostPieces = 100_000;
const tagBytes = 16;

const cut = () =>
  new StickRefusal('The file is cut short or was changed on the way. Let the desk write it again, and copy it whole.');

const readHeader = (file: Buffer): { header: StickHeader; raw: Buffer } => {
  const end = file.indexOf('\n');
  const parsed = v.safeParse(stickHeaderSchema, end < 0 ? undefined : jsonOf(file.subarray(0, end)));
  if (!parsed.success) throw new StickRefusal('This is not a file that a desk wrote for a centre.', 'not-a-stick');
  if (parsed.output.version !== stickVersion) {
    throw new StickRefusal(
      'The file was written by a newer desk than this centre understands. Update the centre.',
      'newer-stick',
    );
  }
  return { header: parsed.output, raw: file.subarray(0, end + 1) };
};

const jsonOf = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
};

const nonceOf = (piece: number): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(piece), 4);
  return nonce;
};

const keyFor = (ephemeral: string, { stickPrivateKey, stickKey }: CentreKeys): Buffer => {
  try {
    const theirs = Buffer.from(ephemeral, 'base64');
    const publicKey = createPublicKey({ key: theirs, format: 'der', type: 'spki' });
    const shared = diffieHellman({ privateKey: stickPrivateKey, publicKey });
    const salt = Buffer.concat([theirs, Buffer.from(stickKey.key, 'base64')]);
    return Buffer.from(hkdfSync('sha256', shared, salt, stickPurpose, 32));
  } catch {
    throw cut();
  }
};

const unsealed = (key: Buffer, raw: Buffer, index: number, sealed: Buffer): Buffer => {
  const end = sealed.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index)).setAAD(raw);
  decipher.setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
};

/**
 * Goes through the whole file before any of it is believed: a piece that fits neither key nor place says that it was changed.
 * No more than one piece is held at a time, so that a long file costs no memory.
 */
export const openStick = async (source: StickSource, keys: CentreKeys, centreId: string): Promise<OpenStick> => {
  const { header, raw } = readHeader(source.read(0, Math.min(source.size, longestHeader)));
  if (header.centreId !== centreId) {
    throw new StickRefusal(
      `The file was written for another centre (${header.centreId}), and only that one can open it.`,
      'foreign-stick',
    );
  }
  const key = keyFor(header.ephemeral, keys);
  const places: { readonly at: number; readonly length: number }[] = [];
  const sealedAt = (index: number): Buffer => {
    const { at, length } = places[index] ?? { at: 0, length: 0 };
    return source.read(at + 4, length);
  };
  const textAt = (index: number): string => {
    try {
      const packed = unsealed(key, raw, index, sealedAt(index));
      return gunzipSync(packed, { maxOutputLength: largestPiece }).toString('utf8');
    } catch {
      throw cut();
    }
  };
  const digest = createHash('sha256').update(raw);
  let beforeEnd = digest.copy();
  for (let at = raw.length; at < source.size;) {
    const length = source.size - at < 4 ? 0 : source.read(at, 4).readUInt32BE(0);
    if (length < tagBytes || length > source.size - at - 4 || places.length > mostPieces) throw cut();
    places.push({ at, length });
    try {
      unsealed(key, raw, places.length - 1, sealedAt(places.length - 1));
    } catch {
      throw cut();
    }
    beforeEnd = digest.copy();
    digest.update(source.read(at, 4 + length));
    at += 4 + length;
    await breath();
  }
  const pieces = places.length - 1;
  const end = v.safeParse(stickEndSchema, pieces < 0 ? undefined : jsonOf(Buffer.from(textAt(pieces))));
  if (!end.success || end.output.end !== pieces) throw cut();
  const text = stickEndText(beforeEnd.digest('hex'));
  return {
    header,
    digest: digest.digest('hex'),
    pieces,
    piece: textAt,
    isSignedBy: (publicKey) => {
      const own = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
      return verify(null, Buffer.from(text), own, Buffer.from(end.output.signature, 'base64'));
    },
  };
};
