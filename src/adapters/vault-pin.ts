import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** N = 2^15, r = 8, p = 3: OWASP's equal of 2^17 with a quarter of the memory, for desks of 4 GB (Password Storage Cheat Sheet). */
const now = { ln: 15, r: 8, p: 3 };
const keyBytes = 32;
/** Costs above these are not ours: a tampered hash must not be able to stall the desk. */
const most = { ln: 18, r: 16, p: 8 };

const derive = (pin: string, salt: Buffer, { ln, r, p }: typeof now): Promise<Buffer> => {
  const options: ScryptOptions = { N: 2 ** ln, r, p, maxmem: 2 ** ln * r * 256 };
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, keyBytes, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
};

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
const phc = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

/** Scrypt hash in the PHC string form: `$scrypt$ln=15,r=8,p=3$salt$hash`. */
export const hashPin = async (pin: string): Promise<string> => {
  const salt = randomBytes(16);
  return `$scrypt$ln=${now.ln},r=${now.r},p=${now.p}$${base64(salt)}$${base64(await derive(pin, salt, now))}`;
};

/** Compares in constant time; false for a hash that is not one. */
export const checkPin = async (pin: string, hash: string): Promise<boolean> => {
  const parts = phc.exec(hash);
  if (!parts) return false;
  const [ln, r, p] = parts.slice(1, 4).map(Number) as [number, number, number];
  if (ln > most.ln || r > most.r || p > most.p) return false;
  const [salt, wanted] = parts.slice(4).map((part) => Buffer.from(part, 'base64')) as [Buffer, Buffer];
  return timingSafeEqual(await derive(pin, salt, { ln, r, p }), wanted);
};
