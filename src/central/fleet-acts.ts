import { joinCode } from '../contract/centre-key.ts';
import type { EnrolmentCode, FleetAct } from '../contract/fleet.ts';
import type { Centre } from './centre.ts';
import type { Query } from './database.ts';
import { noteAct, saveThresholds } from './fleet-book.ts';
import { orderDesk, readNotices, sendNotice, withdrawNotice } from './fleet-notices.ts';
import { branchAnew } from './fork.ts';
import { refusal, type Refusal } from './refusal.ts';
import { newCode } from './secrets.ts';
import { tellDesks } from './known-desks.ts';
import { findStation, issueCode, listStations, renameStation, setRetired, setRevoked } from './station-book.ts';

/** Who acts: an administrator at a desk, or the holder of the centre's token. */
export type Actor = {
  readonly officer: string;
  /** The desk it is done at. */
  readonly via?: string;
  /** Posts whose desks this administrator looks after; all where it is left out. */
  readonly posts?: readonly string[] | undefined;
};

type Done = { readonly code?: EnrolmentCode; readonly check?: string };
type Parts = Pick<Centre, 'keys'> & { readonly query: Query; readonly at: string; readonly actor: Actor };

const noStation = (): Refusal => refusal('no-such-station', 'There is no such desk, or it belongs to another post.');
const notAllowed = (): Refusal => refusal('not-allowed', 'This concerns desks beyond the posts of this administrator.');

const looksAfter = ({ posts }: Actor, post: string): boolean => posts === undefined || posts.includes(post);

const makeCode = async ({ query, at, keys, actor }: Parts, act: Extract<FleetAct, { what: 'code' }>) => {
  if (!looksAfter(actor, act.post)) return notAllowed();
  const known = act.replaces === undefined ? undefined : await findStation(query, act.replaces);
  if (act.replaces !== undefined && (!known || !looksAfter(actor, known.post))) return noStation();
  const { post, lane, hours, replaces } = act;
  const code = newCode();
  const expiresAt = new Date(Date.parse(at) + hours * 3_600_000).toISOString();
  await issueCode(query, { code, post, lane, replaces, issuedAt: at, expiresAt });
  const { fingerprint } = keys;
  return { code: { code: joinCode(code, fingerprint), post, lane, expiresAt, fingerprint } };
};

/** Everybody, or the desks named; for an administrator of some posts never more than their desks. */
const sendTo = async ({ query, at, actor }: Parts, act: Extract<FleetAct, { what: 'message' }>) => {
  const own = (await listStations(query)).filter(({ post }) => looksAfter(actor, post)).map(({ id }) => id);
  if (act.stations?.some((id) => !own.includes(id))) return noStation();
  const to = act.stations ?? (actor.posts ? own : undefined);
  await sendNotice(query, { text: act.text, from: actor.officer, at }, to);
  return {};
};

const takeBack = async ({ query, actor }: Parts, act: Extract<FleetAct, { what: 'withdraw' }>) => {
  const notice = (await readNotices(query)).find(({ id }) => id === act.notice);
  if (!notice) return noStation();
  if (actor.posts && notice.from !== actor.officer) return notAllowed();
  await withdrawNotice(query, act.notice);
  return {};
};

type ToOne = Extract<FleetAct, { station: string }>;
const toOne = async ({ query, at, actor }: Parts, act: ToOne): Promise<Done | Refusal> => {
  const station = await findStation(query, act.station);
  if (!station || !looksAfter(actor, station.post)) return noStation();
  const { id } = station;
  switch (act.what) {
    case 'rename':
      await renameStation(query, id, act.name);
      return {};
    case 'retire':
      await setRetired(query, id, at);
      return {};
    case 'revoke':
      await setRevoked(query, id, at);
      return {};
    case 'restore':
      await setRevoked(query, id, undefined);
      await setRetired(query, id, undefined);
      return {};
    case 'accept-fork':
      return (await branchAnew(query, id)) ? {} : noStation();
    case 'verify':
      await orderDesk(query, id, 'verify', at);
      return {};
    case 'check':
      return { check: id };
  }
};

/** Acts after which the desks of its post believe a desk no longer, or again. */
const ofTrust: ReadonlySet<string> = new Set(['retire', 'revoke', 'restore']);
const toOneAndTold = async (parts: Parts, act: ToOne): Promise<Done | Refusal> => {
  const done = await toOne(parts, act);
  if (ofTrust.has(act.what)) await tellDesks(parts.query);
  return done;
};

const perform = (parts: Parts, act: FleetAct): Promise<Done | Refusal> => {
  if (act.what === 'code') return makeCode(parts, act);
  if (act.what === 'message') return sendTo(parts, act);
  if (act.what === 'withdraw') return takeBack(parts, act);
  if (act.what !== 'thresholds') return toOneAndTold(parts, act);
  if (parts.actor.posts) return Promise.resolve(notAllowed());
  return saveThresholds(parts.query, act.thresholds).then(() => ({}));
};

const subjectOf = (act: FleetAct): string | undefined => {
  if ('station' in act) return act.station;
  if (act.what === 'code') return act.replaces ?? `${act.post} ${act.lane}`;
  if (act.what === 'message') return act.stations?.join(' ');
  return act.what === 'withdraw' ? act.notice : JSON.stringify(act.thresholds);
};

/** Does it and writes down who did it and why, both or neither. */
export const actOnFleet = (
  { database, keys }: Pick<Centre, 'database' | 'keys'>,
  actor: Actor,
  act: FleetAct,
  reason: string,
  now: number,
): Promise<Done | Refusal> => {
  const at = new Date(now).toISOString();
  return database.transaction(async (query) => {
    const done = await perform({ query, at, keys, actor }, act);
    if ('refused' in done) return done;
    const { officer, via } = actor;
    await noteAct(query, { at, via, officer, what: act.what, subject: subjectOf(act), reason });
    return done;
  });
};
