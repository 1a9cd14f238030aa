import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';

export type VaultFaultCode = 'no-key' | 'no-keyring' | 'wrong-seal' | 'wrong-words' | 'no-recovery';

/** A vault that cannot be opened; `message` says it in English for the command line and the logs. */
export class VaultFault extends Error {
  override readonly name = 'VaultFault';
  readonly code: VaultFaultCode;

  constructor(code: VaultFaultCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** How secrets lie on the disk. The desktop shell brings its own, made of the keyring's encrypt and decrypt. */
export type VaultSeal = {
  close(secret: Buffer): Buffer;
  /** Throws VaultFault `wrong-seal` where the bytes were not closed by this seal. */
  open(sealed: Buffer): Buffer;
};

/** The kiosk's: the file's mode 0600 is all that guards it, as the disk's own encryption must. */
export const keyFileSeal: VaultSeal = { close: (secret) => secret, open: (sealed) => sealed };

const saltBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;
/** RFC 7914 and OWASP's floor for scrypt: N = 2^17, r = 8, p = 1, 128 MiB. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

const dataKeyBytes = 32;

/** True where the data key lies under a passphrase: salt, nonce and tag make it longer than any other seal does. */
export const isUnderPassphrase = (vault: string): boolean =>
  statSync(join(vault, 'data.key'), { throwIfNoEntry: false })?.size ===
  saltBytes + nonceBytes + tagBytes + dataKeyBytes;

/** Secrets under a passphrase: scrypt to a key, AES-256-GCM over the secret; salt, nonce and tag stand before it. */
export const passphraseSeal = (passphrase: string): VaultSeal => {
  // Derived once a salt: a start opens the same two files several times.
  const known = new Map<string, Buffer>();
  const keyOf = (salt: Buffer): Buffer => {
    const name = salt.toString('hex');
    const key = known.get(name) ?? scryptSync(passphrase.normalize('NFKC'), salt, 32, cost);
    known.set(name, key);
    return key;
  };
  return {
    close: (secret) => {
      const salt = randomBytes(saltBytes);
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keyOf(salt), nonce);
      const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([salt, nonce, cipher.getAuthTag(), sealed]);
    },
    open: (sealed) => {
      const at = (start: number, length?: number): Buffer =>
        sealed.subarray(start, length === undefined ? undefined : start + length);
      try {
        const decipher = createDecipheriv('aes-256-gcm', keyOf(at(0, saltBytes)), at(saltBytes, nonceBytes), {
          authTagLength: tagBytes,
        });
        decipher.setAuthTag(at(saltBytes + nonceBytes, tagBytes));
        return Buffer.concat([decipher.update(at(saltBytes + nonceBytes + tagBytes)), decipher.final()]);
      } catch (error) {
        throw new VaultFault('wrong-seal', 'The passphrase does not open the vault.', error);
      }
    },
  };
};
