import { StationFault } from '../contract/fault.ts';
import { hasRole, type Officer } from '../domain/officer.ts';
import { activationAt, type PackActivated, type WholePack } from '../domain/rules/activation.ts';
import { signedPackText } from '../domain/rules/signed-pack.ts';
import { because } from './caller.ts';
import type { Journal } from './journal.ts';
import type { Law } from './law.ts';
import type { Offers } from './pack-offers.ts';
import type { PackMemory, PackPorts, PackProposal } from './packs-ports.ts';
import type { Clock, Random } from './ports.ts';

/** What one administrator may ask for. Without `from` the pack holds from the confirming on. */
export type PackWish =
  | { readonly what: 'activate' | 'roll-back'; readonly hash: string; readonly from?: string; readonly reason?: string }
  | { readonly what: 'trust-key'; readonly publicKey: string; readonly reason?: string };

export type PackActs = {
  propose(wish: PackWish, by: string): void;
  /** `witness` has shown badge and PIN, or is signed in; must be another administrator. */
  confirm(id: string, witness: Officer): void;
  withdraw(id: string): void;
  /** Taking trust away needs one: it can only make the desk refuse more. */
  distrust(publicKey: string, by: string, reason?: string): void;
};

type Parts = {
  readonly packs: PackPorts;
  readonly law: Law;
  readonly offers: Offers;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly random: Random;
};

/** What changes the law is done by two: one proposes, another confirms. */
export const createPackActs = ({ packs, law, offers, journal, clock, random }: Parts): PackActs => {
  const { shelf } = packs;
  const remember = (change: Partial<PackMemory>): void => shelf.remember({ ...shelf.memory(), ...change });
  const iso = (): string => new Date(clock.now()).toISOString();

  const wholeOf = (hash: string): WholePack => {
    const file = law.whole(hash);
    if (!file || file.state !== packs.state) throw new StationFault('no-such-pack');
    return { id: file.id, version: file.version, hash };
  };
  const mustBeAhead = (from: string | undefined): void => {
    if (from !== undefined && Date.parse(from) <= clock.now())
      throw new StationFault('moment-passed', { field: 'from' });
  };
  /** A pack that was in force once comes back by rolling back alone, with its reason; a new one by activating. */
  const mustFit = (what: 'activate' | 'roll-back', hash: string, reason: string | undefined): void => {
    const wasInForce = hash === shelf.memory().base || shelf.activations().some(({ pack }) => pack.hash === hash);
    if ((what === 'roll-back') !== wasInForce) throw new StationFault('no-such-pack');
    if (what === 'roll-back' && !reason) throw new StationFault('reason-needed', { field: 'reason' });
  };
  /** A key is only ever accepted by what it signed: a pack that lies here and whose signature it fits. */
  const mustHaveSigned = (publicKey: string): void => {
    const fits = shelf
      .list()
      .some(
        ({ signed }) =>
          signed.publicKey === publicKey && packs.verify(signedPackText(signed.pack), signed.signature, publicKey),
      );
    if (!fits || offers.trusted().includes(publicKey)) throw new StationFault('no-such-pack');
  };

  const activate = (proposal: PackProposal & { what: 'activate' | 'roll-back' }, witness: string): void => {
    mustBeAhead(proposal.from);
    const pack = wholeOf(proposal.hash);
    mustFit(proposal.what, proposal.hash, proposal.reason);
    const from = proposal.from ?? iso();
    const held = activationAt(shelf.activations(), Date.parse(from));
    const before = held?.pack ?? law.wholeAt(Date.parse(from));
    if (before.hash === pack.hash) throw new StationFault('already-in-force');
    const body: PackActivated = { pack, from, by: proposal.by, confirmedBy: witness, act: proposal.what, before };
    journal.append({ kind: 'pack-activated', body, ...because(proposal.reason) });
  };
  const trust = ({ publicKey, by, reason }: PackProposal & { what: 'trust-key' }, witness: string): void => {
    mustHaveSigned(publicKey);
    const body = { by, confirmedBy: witness, packKey: publicKey, trusted: true };
    journal.append({ kind: 'settings-changed', body, ...because(reason) });
    remember({ keys: [...shelf.memory().keys, { publicKey, at: iso(), by, confirmedBy: witness }] });
    offers.reconsider();
  };

  return {
    propose: (wish, by) => {
      if (wish.what === 'trust-key') mustHaveSigned(wish.publicKey);
      else {
        wholeOf(wish.hash);
        mustBeAhead(wish.from);
        mustFit(wish.what, wish.hash, wish.reason);
      }
      remember({ proposals: [...shelf.memory().proposals, { ...wish, id: random.hex(8), by, at: iso() }] });
    },
    confirm: (id, witness) => {
      const proposal = shelf.memory().proposals.find((one) => one.id === id);
      if (!proposal) throw new StationFault('no-such-proposal');
      if (!hasRole(witness.role, 'administrator')) throw new StationFault('not-allowed');
      if (proposal.by === witness.badge) throw new StationFault('same-officer');
      if (proposal.what === 'trust-key') trust(proposal, witness.badge);
      else activate(proposal, witness.badge);
      remember({ proposals: shelf.memory().proposals.filter((one) => one.id !== id) });
    },
    withdraw: (id) => {
      const { proposals } = shelf.memory();
      if (!proposals.some((one) => one.id === id)) throw new StationFault('no-such-proposal');
      remember({ proposals: proposals.filter((one) => one.id !== id) });
    },
    distrust: (publicKey, by, reason) => {
      const { keys } = shelf.memory();
      if (!keys.some((key) => key.publicKey === publicKey)) throw new StationFault('no-such-pack');
      const body = { by, packKey: publicKey, trusted: false };
      journal.append({ kind: 'settings-changed', body, ...because(reason) });
      remember({ keys: keys.filter((key) => key.publicKey !== publicKey) });
    },
  };
};
