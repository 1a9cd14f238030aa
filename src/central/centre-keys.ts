import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { centreFingerprint } from '../contract/centre-key.ts';
import { feedText, type FeedAnswer } from '../contract/feeds.ts';
import type { Query } from './database.ts';
import { sha256 } from './secrets.ts';

/** What a centre is known by. Made at the first start and kept in its database, so that every process of it signs alike. */
export type CentreKeys = {
  /** Ed25519, SPKI DER in Base64; given to a desk at its enrolment. */
  readonly publicKey: string;
  /** What a person may compare, behind every enrolment code. */
  readonly fingerprint: string;
  /** Hex key of the keyed hashes of persons; enrolled desks hold it too. */
  readonly stayKey: string;
  signFeed(signed: string): FeedAnswer;
};

const setting = async (query: Query, name: string, made: () => string): Promise<string> => {
  await query('INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [name, made()]);
  const [row] = await query('SELECT value FROM settings WHERE name = $1', [name]);
  return String(row?.value);
};

const newSigningKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');

export const openCentreKeys = async (query: Query): Promise<CentreKeys> => {
  const own = await setting(query, 'feed-key', newSigningKey);
  const stayKey = await setting(query, 'stay-key', () => randomBytes(32).toString('hex'));
  const key = createPrivateKey({ key: Buffer.from(own, 'base64'), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
  return {
    publicKey,
    fingerprint: centreFingerprint(publicKey, sha256),
    stayKey,
    signFeed: (signed) => ({
      beket: 'centre',
      signed,
      signature: sign(null, Buffer.from(feedText(signed)), key).toString('base64'),
    }),
  };
};

/** Cursors of another epoch begin anew: an administrator turns it after a restoring, when numbers may be given twice. */
export const epochOf = (query: Query): Promise<string> =>
  setting(query, 'feed-epoch', () => randomBytes(4).toString('hex'));

export const turnEpoch = async (query: Query): Promise<void> => {
  await query(`UPDATE settings SET value = $1 WHERE name = 'feed-epoch'`, [randomBytes(4).toString('hex')]);
};
