import { decodeC40, hexOf, readSealDate, readTlvs } from './seal-codec.ts';
import type { Seal } from './seal.ts';

const signatureTag = 0xff;

/** Signer and reference of either version, and where the header goes on; `undefined` where the bytes are no C40. */
const readSigner = (bytes: Uint8Array): { signer: string; reference: string; end: number } | undefined => {
  if (bytes[1] === 2) {
    const text = decodeC40(bytes.subarray(4, 10));
    return text === undefined ? undefined : { signer: text.slice(0, 4), reference: text.slice(4), end: 10 };
  }
  const head = decodeC40(bytes.subarray(4, 8));
  if (head === undefined) return undefined;
  const signer = head.slice(0, 4);
  // BSI TR-03171: the signer DEZV alone writes the length in decimal, everybody else in hexadecimal.
  const length = Number.parseInt(head.slice(4), signer === 'DEZV' ? 10 : 16);
  if (!Number.isInteger(length)) return undefined;
  const end = 8 + Math.ceil(length / 3) * 2;
  const reference = decodeC40(bytes.subarray(8, end));
  return reference === undefined || end > bytes.length
    ? undefined
    : { signer, reference: reference.slice(0, length), end };
};

/**
 * Takes an ICAO Visible Digital Seal apart (Doc 9303-13; versions 3 and 4, bytes 2 and 3). `undefined` where the bytes are
 * none. Never throws; a seal that ends too soon comes back with what there was and `sound: false`.
 */
export const decodeVds = (bytes: Uint8Array): Seal | undefined => {
  if (bytes[0] !== 0xdc || (bytes[1] !== 2 && bytes[1] !== 3)) return undefined;
  const version = bytes[1] + 1;
  const country = decodeC40(bytes.subarray(2, 4))?.trim() ?? '';
  const broken: Seal = { kind: 'VDS', version, country, messages: [], signed: bytes, sound: false };
  const signer = readSigner(bytes);
  if (!signer || bytes.length < signer.end + 8) return broken;
  const at = signer.end;
  const { items, sound } = readTlvs(bytes, at + 8);
  const signatureAt = items.findIndex(({ tag }) => tag === signatureTag);
  const messages = signatureAt < 0 ? items : items.slice(0, signatureAt);
  const [issueDate, signatureDate] = [at, at + 3].map((from) => readSealDate(bytes.subarray(from, from + 3)));
  const signature = items[signatureAt]?.value;
  return {
    ...broken,
    signer: signer.signer,
    certificateReference: signer.reference,
    ...(issueDate === undefined ? {} : { issueDate }),
    ...(signatureDate === undefined ? {} : { signatureDate }),
    documentRef: hexOf(bytes.subarray(at + 6, at + 8)),
    messages,
    signed: bytes.subarray(0, messages.at(-1)?.end ?? at + 8),
    ...(signature === undefined ? {} : { signature }),
    // The signature is the last thing in a seal.
    sound: sound && (signatureAt < 0 || signatureAt === items.length - 1),
  };
};
