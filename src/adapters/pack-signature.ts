import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { signedPackText, type SignedPack, type VerifySignature } from '../domain/rules/signed-pack.ts';

/** Ed25519 by Node; a key or signature that is none does not verify, it does not throw. */
export const verifyPackSignature: VerifySignature = (text, signature, publicKey) => {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== 'ed25519') return false;
    return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
};

/** Signs a pack with a private key in PEM (PKCS #8, Ed25519). */
export const signPack = (pack: unknown, privateKeyPem: string): SignedPack => {
  const key = createPrivateKey(privateKeyPem);
  return {
    pack,
    publicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64'),
    signature: sign(null, Buffer.from(signedPackText(pack), 'utf8'), key).toString('base64'),
  };
};
