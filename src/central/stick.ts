import { createDecipheriv, createHash, createPublicKey, diffieHellman, hkdfSync, verify } from 'node:crypto';
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
import type { CentreKeys } from './centre-keys.ts';

/** Why a file from a stick is not taken, in words for the administrator who brought it. */
export class StickRefusal extends Error {
  /** For the desk that brought it: what to do with it. */
  readonly code: string;
  constructor(message: string, code = 'not-whole') {
    super(message);
    this.code = code;
  }
}

type OpenStick = {
  readonly header: StickHeader;
  /** Lines of each piece, in order. */
  readonly pieces: readonly string[];
  /** True where the desk's key signed it all. */
  isSignedBy(publicKey: string): boolean;
};

const longestHeader = 4_096;
const largestPiece = 64 * 1024 * 1024;
const tagBytes = 16;

const cut = () =>
  new StickRefusal('The file is cut short or was changed on the way. Let the desk write it again, and copy it whole.');

const readHeader = (file: Buffer): { header: StickHeader; raw: Buffer } => {
  const end = file.subarray(0, longestHeader).indexOf('\n');
  const parsed = v.safeParse(stickHeaderSchema, end < 0 ? undefined : jsonOf(file.subarray(0, end)));
  if (!parsed.success) throw new StickRefusal('This is not a file that a desk wrote for a centre.');
  if (parsed.output.version !== stickVersion) {
    throw new StickRefusal('The file was written by a newer desk than this centre understands. Update the centre.');
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

/** Opens the whole file before any of it is believed: a piece that fits neither key nor place says that it was changed. */
export const openStick = (file: Buffer, keys: CentreKeys, centreId: string): OpenStick => {
  const { header, raw } = readHeader(file);
  if (header.centreId !== centreId) {
    throw new StickRefusal(
      `The file was written for another centre (${header.centreId}), and only that one can open it.`,
    );
  }
  const key = keyFor(header.ephemeral, keys);
  const texts: string[] = [];
  let [at, lastStart] = [raw.length, raw.length];
  try {
    while (at < file.length) {
      const length = file.readUInt32BE(at);
      const sealed = file.subarray(at + 4, at + 4 + length);
      if (sealed.length !== length || length < tagBytes) throw cut();
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(texts.length)).setAAD(raw);
      decipher.setAuthTag(sealed.subarray(length - tagBytes));
      const packed = Buffer.concat([decipher.update(sealed.subarray(0, length - tagBytes)), decipher.final()]);
      texts.push(gunzipSync(packed, { maxOutputLength: largestPiece }).toString('utf8'));
      [lastStart, at] = [at, at + 4 + length];
    }
  } catch {
    throw cut();
  }
  const end = v.safeParse(stickEndSchema, jsonOf(Buffer.from(texts.pop() ?? '')));
  if (!end.success || end.output.end !== texts.length) throw cut();
  const text = stickEndText(createHash('sha256').update(file.subarray(0, lastStart)).digest('hex'));
  return {
    header,
    pieces: texts,
    isSignedBy: (publicKey) => {
      const own = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
      return verify(null, Buffer.from(text), own, Buffer.from(end.output.signature, 'base64'));
    },
  };
};
