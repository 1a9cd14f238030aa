import { randomBytes, scrypt } from 'node:crypto';

/** The costs of a desk's own PIN hashes: OWASP's N = 2^15, r = 8, p = 3. */
const cost = { ln: 15, r: 8, p: 3 };

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** Scrypt in PHC string form, as every desk checks it: the PIN itself is kept nowhere. */
export const hashPin = (pin: string): Promise<string> => {
  const salt = randomBytes(16);
  const options = { N: 2 ** cost.ln, r: cost.r, p: cost.p, maxmem: 2 ** cost.ln * cost.r * 256 };
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, 32, options, (error, key) =>
      error ? reject(error) : resolve(`$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${base64(salt)}$${base64(key)}`),
    );
  });
};
