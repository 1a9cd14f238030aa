import type { EnrolRequest, EnrolResponse } from '../contract/uplink.ts';
import type { Centre } from './centre.ts';
import type { Query } from './database.ts';
import { refusal, type Refusal } from './refusal.ts';
import { codeHash } from './secrets.ts';
import { tellDesks } from './known-desks.ts';
import { lockStation } from './station-book.ts';

const badCode = () =>
  refusal('bad-code', 'The code is not valid for this post and lane, was used, or has expired. Ask for a new one.');

/**
 * Takes a desk in: the code must be fresh and made for this post and lane. The same desk may ask again with the same code
 * and key, for an answer may be lost; a desk we know under another key needs a code that names it.
 */
export const enrol = async (
  query: Query,
  request: EnrolRequest,
  { centreId, keys }: Pick<Centre, 'centreId' | 'keys'>,
  now: number,
): Promise<EnrolResponse | Refusal> => {
  const hash = codeHash(request.code);
  const [code] = await query('SELECT * FROM enrolment_codes WHERE code_hash = $1 FOR UPDATE', [hash]);
  if (!code || code.post !== request.post || code.lane !== request.lane) return badCode();
  const known = await lockStation(query, request.stationId);
  const { publicKey: key, stayKey, stickKey } = keys;
  const answer = { beket: 'centre' as const, centreId, acknowledged: known?.head.seq ?? 0, key, stayKey, stickKey };
  const isSameDesk = known?.publicKey === request.publicKey;
  if (code.used_at) return code.used_by === request.stationId && isSameDesk ? answer : badCode();
  if (new Date(code.expires_at as string).getTime() <= now) return badCode();
  if (known && !isSameDesk && code.replaces !== request.stationId) return badCode();
  const at = new Date(now).toISOString();
  await query(
    `INSERT INTO stations (station_id, post, lane, public_key, enrolled_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (station_id) DO UPDATE SET post = excluded.post, lane = excluded.lane,
       public_key = excluded.public_key, enrolled_at = excluded.enrolled_at, revoked_at = NULL, retired_at = NULL,
       may_administer = false`,
    [request.stationId, request.post, request.lane, request.publicKey, at],
  );
  await query('UPDATE enrolment_codes SET used_at = $2, used_by = $3 WHERE code_hash = $1', [
    hash,
    at,
    request.stationId,
  ]);
  await tellDesks(query);
  return answer;
};
