import { sha256 } from '../hash.ts';
import { hashOfTally, type Signed } from '../../domain/shift-seal.ts';
import type { Tally } from '../../domain/tally-report.ts';

/**
 * What the QR of a paper tally holds: post, period and the SHA-256 of the figures' canonical JSON. Capitals and few signs, so
 * that it fits the QR's alphanumeric mode (ISO/IEC 18004 §7.3.4) and prints with large modules.
 */
export const tallySeal = (tally: Tally): { text: string; digest: string } => {
  const digest = hashOfTally(tally, sha256);
  const { from, to } = tally.period;
  return { text: `BEKET-TALLY:1 ${tally.posts.join('+')} ${from}/${to} ${digest}`.toUpperCase(), digest };
};

/** Bytes of a raw Ed25519 key, which end its SPKI DER (RFC 8410 §4). */
const keyBytes = 32;
const hexOf = (base64: string): string => Buffer.from(base64, 'base64').toString('hex').toUpperCase();

/** A signed line as a QR holds it: the line itself, the raw key and the signature in hex, all of them capitals. */
export const signedCode = ({ statement, publicKey, signature }: Signed): string =>
  [statement, hexOf(publicKey).slice(-2 * keyBytes), hexOf(signature)].join(' ');

/** What a QR of `signedCode` says; `undefined` where it is none. */
export const readSignedCode = (text: string): Signed | undefined => {
  const [, statement, key, signature] = /^(BEKET-SHIFT:1 .+) ([0-9A-F]{64}) ([0-9A-F]{128})$/.exec(text) ?? [];
  if (statement === undefined || key === undefined || signature === undefined) return undefined;
  // SPKI DER of Ed25519: a sequence, its object identifier 1.3.101.112, and a bit string of the key.
  const publicKey = Buffer.from(`302a300506032b6570032100${key}`, 'hex').toString('base64');
  return { statement, publicKey, signature: Buffer.from(signature, 'hex').toString('base64') };
};
