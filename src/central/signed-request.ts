import { createPublicKey, verify } from 'node:crypto';
import { signatureHeaders, signatureWindowSeconds, signedText } from '../contract/uplink.ts';
import type { Query } from './database.ts';
import { isRefusal, refusal, type Refusal } from './refusal.ts';
import { sha256 } from './secrets.ts';
import { findStation, noteSeen, type Station } from './station-book.ts';

export type SignedRequest = {
  readonly method: string;
  /** As sent, with its query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
};

type Signature = { station: string; time: string; nonce: string; signature: string };

const signatureOf = ({ headers }: SignedRequest): Signature | undefined => {
  const read = (name: keyof typeof signatureHeaders) => headers[signatureHeaders[name]];
  const [station, time, nonce, signature] = [read('station'), read('time'), read('nonce'), read('signature')];
  if (typeof station !== 'string' || typeof time !== 'string') return undefined;
  if (typeof nonce !== 'string' || !/^[0-9a-f]{16,64}$/.test(nonce) || typeof signature !== 'string') return undefined;
  return { station, time, nonce, signature };
};

/** True where the Ed25519 key (SPKI DER, Base64) made the signature (Base64) over exactly this text. */
export const isSignedText = (publicKey: string, text: string, signature: string): boolean => {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== 'ed25519') return false;
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
};

const isSignedBy = (publicKey: string, request: SignedRequest, given: Signature): boolean => {
  const text = signedText({ ...given, method: request.method, path: request.url, bodyHash: sha256(request.body) });
  return isSignedText(publicKey, text, given.signature);
};

/** Milliseconds the desk's clock is ahead of ours, or a refusal where it is outside the window. */
const skewOf = (time: string, now: number): number | Refusal => {
  const skew = Date.parse(time) - now;
  if (Math.abs(skew) <= signatureWindowSeconds * 1000) return skew;
  return refusal(
    'clock-skew',
    `The desk's clock is ${Math.round(skew / 1000)} s off the centre's. Set the desk's clock.`,
  );
};

const noteNonce = async (query: Query, station: string, nonce: string, now: number): Promise<boolean> => {
  const at = new Date(now).toISOString();
  const fresh = await query(
    'INSERT INTO nonces (station_id, nonce, seen_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING nonce',
    [station, nonce, at],
  );
  return fresh.length > 0;
};

/** A nonce is kept for twice the window: by then its request is too old to be taken anyway. */
export const forgetNonces = async (query: Query, now: number): Promise<void> => {
  await query('DELETE FROM nonces WHERE seen_at < $1', [new Date(now - 2000 * signatureWindowSeconds).toISOString()]);
};

const replayed = (): Refusal => refusal('replayed', 'This request has been seen before. Sign it anew.');

/** A desk whose signature fits and whose clock does; whether the request is new is still to be seen. */
type Identified = { readonly station: Station; readonly nonce: string; readonly skewMs: number };

/** Who signed this request; a refusal where it is no desk we know, or its time is not ours. */
export const identify = async (
  query: Query,
  request: SignedRequest,
  stationId: string,
  now: number,
): Promise<Identified | Refusal> => {
  const given = signatureOf(request);
  if (!given) return refusal('bad-signature', 'The request is not signed.');
  const station = given.station === stationId ? await findStation(query, stationId) : undefined;
  if (!station) return refusal('unknown-station', 'This desk is not enrolled here. Enrol it with a new code.');
  if (!isSignedBy(station.publicKey, request, given)) return refusal('bad-signature', 'The signature does not fit.');
  if (station.revokedAt) return refusal('revoked', 'This desk has been revoked by an administrator.');
  const skew = skewOf(given.time, now);
  if (typeof skew === 'number') return { station, nonce: given.nonce, skewMs: Math.round(skew) };
  await noteSeen(query, stationId, new Date(now).toISOString(), Math.round(Date.parse(given.time) - now) || 0);
  return skew;
};

/** Lets a request in once. One statement, so that it is one commit; with a batch it is in the batch's own. */
export const admit = async (
  query: Query,
  { station, nonce, skewMs }: Identified,
  now: number,
): Promise<Refusal | undefined> => {
  const fresh = await query(
    `WITH seen AS (UPDATE stations SET last_seen_at = $3, skew_ms = $4 WHERE station_id = $1)
     INSERT INTO nonces (station_id, nonce, seen_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING nonce`,
    [station.id, nonce, new Date(now).toISOString(), skewMs],
  );
  return fresh.length > 0 ? undefined : replayed();
};

/** Who sent this request; a refusal where it is not signed by a desk we know, too old, or seen before. */
export const authenticate = async (
  query: Query,
  request: SignedRequest,
  stationId: string,
  now: number,
): Promise<Station | Refusal> => {
  const known = await identify(query, request, stationId, now);
  if (isRefusal(known)) return known;
  return (await admit(query, known, now)) ?? known.station;
};

/** An enrolment is signed by the key it brings: nobody enrols a key that is not theirs. */
export const checkEnrolment = async (
  query: Query,
  request: SignedRequest,
  claim: { stationId: string; publicKey: string },
  now: number,
): Promise<Refusal | undefined> => {
  const given = signatureOf(request);
  if (given?.station !== claim.stationId || !isSignedBy(claim.publicKey, request, given)) {
    return refusal('bad-signature', 'The request is not signed by the key it brings.');
  }
  const skew = skewOf(given.time, now);
  if (typeof skew !== 'number') return skew;
  return (await noteNonce(query, claim.stationId, given.nonce, now)) ? undefined : replayed();
};
