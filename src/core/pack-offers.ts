import type { Sha256 } from '../domain/log.ts';
import { plannedAfter } from '../domain/rules/activation.ts';
import { asSignedPack, compareVersions, openSignedPack, type PackRefusal } from '../domain/rules/signed-pack.ts';
import { wholeHash, type Law } from './law.ts';
import type { KeptPack, PackPorts, PackSource } from './packs-ports.ts';
import type { Clock } from './ports.ts';

/** What became of an offered pack. `isNew` is false where the desk had it already. */
export type OfferAnswer =
  | { readonly ok: true; readonly hash: string; readonly isNew: boolean }
  | { readonly ok: false; readonly hash?: string; readonly refusal: PackRefusal };

export type Offers = {
  /** Checks a signed pack (parsed JSON, untrusted) and keeps it as offered, or says why not. The same pack twice is one pack. */
  offer(value: unknown, source: PackSource, by?: string): OfferAnswer;
  /** Looks again at what was refused, after a key was accepted. */
  reconsider(): void;
  /** Packs that nobody has put into force or refused, newer than the one in force. */
  waiting(): readonly KeptPack[];
  /** The pack that came with the program: the first ever is the law to begin with, a newer one is an offer. */
  takeShipped(): void;
  /** Public keys packs may be signed by. */
  trusted(): readonly string[];
};

type Parts = { readonly packs: PackPorts; readonly law: Law; readonly clock: Clock; readonly sha256: Sha256 };

/** Refused packs kept to be looked at; the oldest go first. */
const refusedKept = 8;

export const createOffers = ({ packs, law, clock, sha256 }: Parts): Offers => {
  const { shelf } = packs;
  const trusted = (): string[] => [
    ...packs.programKeys.map(({ publicKey }) => publicKey),
    ...shelf.memory().keys.map(({ publicKey }) => publicKey),
  ];
  /** What a new pack must be newer than: the law of now, or what is planned to follow it. */
  const current = (): { state: string; version: string } => {
    const now = clock.now();
    const last = plannedAfter(shelf.activations(), now).at(-1)?.pack ?? law.wholeAt(now);
    return { state: packs.state, version: last.version };
  };
  const makeRoom = (): void => {
    const refused = shelf.list().filter(({ refusal }) => refusal);
    for (const { hash } of refused.slice(0, Math.max(0, refused.length - refusedKept))) shelf.remove(hash);
  };
  const check = (value: unknown): PackRefusal | undefined => {
    const opened = openSignedPack(value, packs.verify, trusted(), current());
    return opened.ok ? undefined : opened.refusal;
  };

  const offer: Offers['offer'] = (value, source, by) => {
    const signed = asSignedPack(value);
    if (!signed) return { ok: false, refusal: { reason: 'not-a-signed-pack' } };
    const hash = wholeHash(signed.pack, sha256);
    const known = shelf.find(hash);
    if (known && !known.refusal) return { ok: true, hash, isNew: false };
    const refusal = check(signed);
    const at = new Date(clock.now()).toISOString();
    const isToldAgain = known && JSON.stringify(known.refusal) === JSON.stringify(refusal);
    if (!isToldAgain) shelf.save({ hash, source, at, ...(by && { by }), signed, ...(refusal && { refusal }) });
    makeRoom();
    return refusal ? { ok: false, hash, refusal } : { ok: true, hash, isNew: true };
  };
  const versionOf = ({ signed }: KeptPack): string => String((signed.pack as { version?: unknown }).version);

  return {
    trusted,
    offer,
    waiting: () => {
      const { version } = current();
      const taken = shelf.activations().map(({ pack }) => pack.hash);
      return shelf
        .list()
        .filter((kept) => !kept.refusal && !taken.includes(kept.hash) && compareVersions(versionOf(kept), version) > 0);
    },
    takeShipped: () => {
      const found = [...packs.programPacks].find(([, { pack }]) => (pack as { state?: unknown }).state === packs.state);
      if (!found) return;
      const [hash, signed] = found;
      const at = new Date(clock.now()).toISOString();
      if (shelf.memory().base === undefined) {
        shelf.save({ hash, source: 'program', at, signed });
        shelf.remember({ ...shelf.memory(), base: hash });
      } else if (compareVersions(String((signed.pack as { version?: unknown }).version), current().version) > 0) {
        offer(signed, 'program');
      }
    },
    reconsider: () => {
      for (const { refusal, ...kept } of shelf.list()) {
        if (!refusal) continue;
        const now = check(kept.signed);
        const again: KeptPack = { ...kept, ...(now && { refusal: now }) };
        shelf.save(again);
      }
    },
  };
};
