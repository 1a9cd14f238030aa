import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { VaultFault, type VaultSeal } from './vault-seal.ts';

const nonceBytes = 12;
const tagBytes = 16;

/** Secrets under a key of 32 bytes that lies elsewhere, as in the system's keyring: AES-256-GCM; nonce and tag stand before. */
export const keySeal = (key: Buffer): VaultSeal => ({
  close: (secret) => {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  },
  open: (sealed) => {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
      return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]);
    } catch (error) {
      throw new VaultFault('wrong-seal', "The keyring's key does not open this desk's keys.", error);
    }
  },
});
