import type { ActivationRow, PackKeyRow, PackRow, PacksView, ProposalRow } from '../contract/pack-views.ts';
import type { Sha256 } from '../domain/log.ts';
import { activationAt, plannedAfter, type Activation, type WholePack } from '../domain/rules/activation.ts';
import { fingerprintOf, type PackRefusal, type SignedPack } from '../domain/rules/signed-pack.ts';
import type { KeptPack, PackPorts, PackProposal } from './packs-ports.ts';
import type { Packs } from './packs.ts';
import type { Clock, CrossingLog } from './ports.ts';

type Parts = {
  readonly ports: {
    readonly packs: PackPorts;
    readonly clock: Clock;
    readonly sha256: Sha256;
    readonly log: CrossingLog;
  };
  readonly packs: Packs;
};

const shownLength = 64;
/** What a refused pack says of itself; nobody vouches for it. */
const claimed = (signed: SignedPack, name: 'id' | 'version' | 'state'): string => {
  const value = (signed.pack as Partial<Record<typeof name, unknown>> | null)?.[name];
  return typeof value === 'string' ? value.slice(0, shownLength) : '?';
};

export const shownRefusal = (refusal: PackRefusal): NonNullable<PackRow['refusal']> =>
  refusal.reason === 'bad-contents'
    ? { reason: refusal.reason, problems: refusal.problems.map((problem) => ({ ...problem })) }
    : { reason: refusal.reason };

const keysOf = ({ ports }: Parts) => {
  return (publicKey: string): PackKeyRow => {
    const shipped = ports.packs.programKeys.find((key) => key.publicKey === publicKey);
    const accepted = ports.packs.shelf.memory().keys.find((key) => key.publicKey === publicKey);
    const base = { publicKey, fingerprint: fingerprintOf(publicKey, ports.sha256) };
    if (shipped) return { ...base, trust: 'program', name: shipped.name };
    if (!accepted) return { ...base, trust: 'unknown' };
    const { at, by, confirmedBy } = accepted;
    return { ...base, trust: 'accepted', accepted: { at, by, confirmedBy } };
  };
};

const activationRow = ({ ports }: Parts, one: Activation): ActivationRow => {
  const { seq, pack, from, by, confirmedBy, act } = one;
  const reason = ports.log.find(seq)?.personal?.value['reason'];
  return { seq, pack, from, by, confirmedBy, act, ...(typeof reason === 'string' && { reason }) };
};

const standingOf = (
  kept: KeptPack,
  now: { inForce: string; planned: string[]; past: string[] },
): PackRow['standing'] => {
  if (kept.refusal) return 'refused';
  if (kept.hash === now.inForce) return 'in-force';
  if (now.planned.includes(kept.hash)) return 'planned';
  return now.past.includes(kept.hash) ? 'was-in-force' : 'offered';
};

const proposalRow = (parts: Parts, proposal: PackProposal): ProposalRow => {
  const { id, what, by, at, reason } = proposal;
  const base = { id, what, by, at, ...(reason && { reason }) };
  if (proposal.what === 'trust-key') return { ...base, key: keysOf(parts)(proposal.publicKey) };
  const file = parts.packs.law.whole(proposal.hash);
  const pack: WholePack = { id: file?.id ?? '?', version: file?.version ?? '?', hash: proposal.hash };
  return { ...base, pack, ...(proposal.from && { from: proposal.from }) };
};

/** What a page may see of packs: nothing of it is secret, all of it is somebody's answer for something. */
export const packsView = (parts: Parts): PacksView => {
  const { ports, packs } = parts;
  const { shelf, programPacks, state } = ports.packs;
  const now = ports.clock.now();
  const activations = shelf.activations();
  const inForce = packs.law.wholeAt(now);
  const since = activationAt(activations, now);
  const planned = plannedAfter(activations, now);
  const past = activations.filter(({ from }) => Date.parse(from) <= now).toReversed();
  const memory = shelf.memory();
  const keyRow = keysOf(parts);
  const hashes = {
    inForce: inForce.hash,
    planned: planned.map(({ pack }) => pack.hash),
    past: [...past.flatMap(({ pack, before }) => [pack.hash, before.hash]), ...(memory.base ? [memory.base] : [])],
  };
  const kept = shelf.list();
  const rows = kept.map((one): PackRow => ({
    hash: one.hash,
    id: claimed(one.signed, 'id'),
    version: claimed(one.signed, 'version'),
    state: claimed(one.signed, 'state'),
    source: one.source,
    at: one.at,
    ...(one.by && { by: one.by }),
    standing: standingOf(one, hashes),
    key: keyRow(one.signed.publicKey),
    ...(one.refusal && { refusal: shownRefusal(one.refusal) }),
  }));
  const examples = [...programPacks]
    .filter(([, signed]) => claimed(signed, 'state') !== state)
    .map(([hash, signed]): PackRow => ({
      hash,
      id: claimed(signed, 'id'),
      version: claimed(signed, 'version'),
      state: claimed(signed, 'state'),
      source: 'program',
      standing: 'example',
      key: keyRow(signed.publicKey),
    }));
  const { confirmedAt } = packs.standing();
  return {
    inForce: { ...inForce, state, ...(since && { since: activationRow(parts, since) }) },
    ...(confirmedAt && { confirmedAt }),
    packs: [...rows.toReversed(), ...examples],
    planned: planned.map((one) => activationRow(parts, one)),
    past: past.map((one) => activationRow(parts, one)),
    proposals: memory.proposals.map((one) => proposalRow(parts, one)),
    keys: [...ports.packs.programKeys, ...memory.keys].map(({ publicKey }) => keyRow(publicKey)),
  };
};
