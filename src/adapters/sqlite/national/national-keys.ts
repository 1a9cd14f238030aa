import { createHmac } from 'node:crypto';

/** Hex digits read of a hash, and the bit too many of them: 51 bits, exact in a JavaScript number. */
const digits = 13;

/**
 * Keyed hash of a word that finds a person (HMAC-SHA-256 under the centre's key, 51 bits): an index of these names nobody to
 * who lacks the key. Among 45 million keys one look-up of three meets a stranger's with 3 × 4.5e7 / 2^51 = 6e-8.
 */
export const nationalKey = (word: string, hexKey: string): number =>
  Math.floor(
    Number.parseInt(createHmac('sha256', Buffer.from(hexKey, 'hex')).update(word).digest('hex').slice(0, digits), 16) /
      2,
  );
