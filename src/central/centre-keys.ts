import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { centreFingerprint } from '../contract/centre-key.ts';
import { feedText, type FeedAnswer } from '../contract/feeds.ts';
import { stickAnswerText, stickKeyText, type StickKey } from '../contract/stick.ts';
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
  /** X25519, signed by the key above: what desks seal their sticks to. */
  readonly stickKey: StickKey;
  readonly stickPrivateKey: KeyObject;
  signStickAnswer(signed: string): string;
};

const setting = async (query: Query, name: string, made: () => string): Promise<string> => {
  await query('INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [name, made()]);
  const [row] = await query('SELECT value FROM settings WHERE name = $1', [name]);
  return String(row?.value);
};

const newSigningKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');

const newStickKey = (): string =>
  generateKeyPairSync('x25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');

const privateKey = (pkcs8: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' });

export const openCentreKeys = async (query: Query): Promise<CentreKeys> => {
  const own = await setting(query, 'feed-key', newSigningKey);
  const stayKey = await setting(query, 'stay-key', () => randomBytes(32).toString('hex'));
  const key = privateKey(own);
  const stickPrivateKey = privateKey(await setting(query, 'stick-key', newStickKey));
  const stickKey = createPublicKey(stickPrivateKey).export({ format: 'der', type: 'spki' }).toString('base64');
  const signed = (text: string): string => sign(null, Buffer.from(text), key).toString('base64');
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
  return {
    publicKey,
    fingerprint: centreFingerprint(publicKey, sha256),
    stayKey,
    stickKey: { key: stickKey, signature: signed(stickKeyText(stickKey)) },
    stickPrivateKey,
    signStickAnswer: (text) => signed(stickAnswerText(text)),
    signFeed: (text) => ({ beket: 'centre', signed: text, signature: signed(feedText(text)) }),
  };
};

/** Cursors of another epoch begin anew: an administrator turns it after a restoring, when numbers may be given twice. */
export const epochOf = (query: Query): Promise<string> =>
  setting(query, 'feed-epoch', () => randomBytes(4).toString('hex'));

export const turnEpoch = async (query: Query): Promise<void> => {
  await query(`UPDATE settings SET value = $1 WHERE name = 'feed-epoch'`, [randomBytes(4).toString('hex')]);
};
