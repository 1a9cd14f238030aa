import { activationAt, plannedAfter } from '../domain/rules/activation.ts';
import type { Sha256 } from '../domain/log.ts';
import type { Journal } from './journal.ts';
import type { Law } from './law.ts';
import { createPackActs, type PackActs } from './pack-acts.ts';
import { createOffers, type Offers } from './pack-offers.ts';
import type { PackPorts } from './packs-ports.ts';
import type { Clock, Random, Schedule } from './ports.ts';

export type PackStanding = {
  /** ISO 8601 instant; missing where the centre never confirmed it. */
  readonly confirmedAt?: string;
  readonly next?: { readonly version: string; readonly from: string };
  readonly waiting?: number;
};

/** The rule packs of a desk: offered, proposed, confirmed, in force. */
export type Packs = Pick<Offers, 'offer' | 'trusted'> &
  PackActs & {
    readonly law: Law;
    /** The centre says that a pack is the current one (the one in force here where no hash is given); answers whether it is in force here. */
    confirmed(at: string, hash?: string): boolean;
    /** What every page is told: when the centre last confirmed the pack in force, what comes next, how many wait for an administrator. */
    standing(): PackStanding;
    stop(): void;
  };

type Parts = {
  readonly packs: PackPorts;
  readonly law: Law;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly random: Random;
  readonly schedule: Schedule;
  readonly sha256: Sha256;
  /** Something a page shows of packs changed. */
  readonly onChange: () => void;
};

/** Timers do not reach months ahead; a long wait is waited for in parts (milliseconds). */
const longestWait = 3_600_000;

export const createPacks = (parts: Parts): Packs => {
  const { packs, law, clock, schedule, onChange } = parts;
  const { shelf } = packs;
  const offers = createOffers(parts);
  const acts = createPackActs({ ...parts, offers });
  offers.takeShipped();
  let cancel: (() => void) | undefined;
  let isStopped = false;
  let told = activationAt(shelf.activations(), clock.now())?.seq;

  /** Pages are told at the moment a planned pack comes into force. */
  const wait = (): void => {
    cancel?.();
    const [next] = plannedAfter(shelf.activations(), clock.now());
    if (isStopped || !next) return;
    cancel = schedule(Math.min(longestWait, Math.max(1, Date.parse(next.from) - clock.now())), () => {
      const now = activationAt(shelf.activations(), clock.now())?.seq;
      if (now !== told) changed();
      else wait();
    });
  };
  const changed = (): void => {
    told = activationAt(shelf.activations(), clock.now())?.seq;
    onChange();
    wait();
  };
  const telling =
    <A extends unknown[], T>(act: (...args: A) => T) =>
    (...args: A): T => {
      const answer = act(...args);
      changed();
      return answer;
    };
  wait();

  return {
    law,
    trusted: offers.trusted,
    offer: telling(offers.offer),
    propose: telling(acts.propose),
    confirm: telling(acts.confirm),
    withdraw: telling(acts.withdraw),
    distrust: telling(acts.distrust),
    confirmed: (at, hash) => {
      const inForce = law.wholeAt(clock.now()).hash;
      if ((hash ?? inForce) !== inForce) return false;
      shelf.remember({ ...shelf.memory(), confirmed: { hash: inForce, at } });
      onChange();
      return true;
    },
    standing: () => {
      const { confirmed, proposals } = shelf.memory();
      const now = law.wholeAt(clock.now());
      const [next] = plannedAfter(shelf.activations(), clock.now());
      const waiting = proposals.length + offers.waiting().length;
      return {
        ...(confirmed?.hash === now.hash && { confirmedAt: confirmed.at }),
        ...(next && { next: { version: next.pack.version, from: next.from } }),
        ...(waiting > 0 && { waiting }),
      };
    },
    stop: () => {
      isStopped = true;
      cancel?.();
    },
  };
};
