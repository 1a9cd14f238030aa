import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const sha256 = (data: string | Uint8Array): string => hash('sha256', data, 'hex');

/** Letters and digits that are not mistaken for one another when read out (Crockford's Base32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A one-time code of 60 random bits, `XXXX-XXXX-XXXX`. */
export const newCode = (): string =>
  Array.from(randomBytes(12), (byte) => alphabet[byte % 32])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');

/**
 * Only the hash of a code is kept. Typed codes may be in lower case, without their dashes, with an O for 0 or an I or L for 1,
 * and with the centre's fingerprint behind.
 */
export const codeHash = (code: string): string =>
  sha256(
    `code:${code
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, '')
      .replaceAll('O', '0')
      .replace(/[IL]/g, '1')
      .slice(0, 12)}`,
  );

/** The administrator's token: made at the first start, kept beside the data, readable by the owner only. */
export const administratorToken = (folder: string): string => {
  const file = join(folder, 'administrator-token');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  }
  chmodSync(file, 0o600);
  return readFileSync(file, 'utf8').trim();
};

/** Compares without telling by its time how much was right. */
export const isSameSecret = (given: string, expected: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(expected)));
