import type { Consent, Reason } from '../crossing.ts';
import type { PartialDocument } from '../document/travel-document.ts';
import type { Outcome } from '../finding.ts';
import { isMinorOn } from './companions.ts';
import type { ListedPassenger } from './passenger-list.ts';
import { reconcile, type Mismatch } from './reconcile.ts';

/** A document of the stack as the station weighed it; without a document where nothing could be read. */
export type StackedPerson = {
  readonly id: string;
  readonly document?: PartialDocument;
  readonly missing: readonly string[];
  readonly advice?: Outcome;
  /** The same person was recorded at this desk within the last minutes. */
  readonly again: boolean;
};

/** What the officer said of one exception. */
export type Settlement = {
  readonly action?: 'admit' | 'refer' | 'leave-out';
  readonly reason?: Reason;
  /** The list is wrong here, the document counts. */
  readonly listMistyped?: boolean;
  readonly companion?: string;
  readonly consent?: Consent;
};

/** Heaviest first: what nobody can be recorded with, what the rules say, what the list says, who is alone. */
const causeKinds = [
  ...['unread', 'incomplete', 'repeated', 'second-line', 'warn', 'again'],
  ...['swapped', 'differs', 'extra', 'missing', 'minor'],
] as const;

export type Cause =
  | Mismatch
  | { readonly kind: 'unread' | 'second-line' | 'warn' | 'again' | 'minor' }
  | { readonly kind: 'incomplete'; readonly fields: readonly string[] };

/** One person, or one line of the list without a document, and all that stands open about them. */
export type BusException = { readonly key: string; readonly id?: string; readonly causes: readonly Cause[] };

export type Bus = {
  readonly listed: readonly ListedPassenger[] | undefined;
  readonly stack: readonly StackedPerson[];
  readonly settled: ReadonlyMap<string, Settlement>;
  /** Local day of the post, `YYYY-MM-DD`. */
  readonly day: string;
};

type Present = StackedPerson & { readonly settlement: Settlement };

const aboutRules = new Set<Cause['kind']>(['second-line', 'warn', 'again', 'minor']);
const aboutList = new Set<Cause['kind']>(['swapped', 'differs', 'extra', 'missing']);

/** What a settlement leaves open. Nobody is recorded unread, incomplete or twice, whatever was said. */
const isOpen = ({ kind }: Cause, { action, listMistyped }: Settlement): boolean => {
  if (action === 'leave-out') return false;
  if (aboutList.has(kind)) return !listMistyped && action === undefined;
  return aboutRules.has(kind) ? action === undefined : true;
};

/** True where the companion is an adult of the stack who goes on with the bus. */
const hasCompanion = ({ settlement }: Present, present: readonly Present[], day: string): boolean => {
  const adult = present.find(({ id }) => id === settlement.companion);
  const document = adult?.document;
  return document !== undefined && adult?.settlement.action !== 'refer' && isMinorOn(document, day) === false;
};

const ownCauses = (one: Present, present: readonly Present[], day: string): Cause[] => {
  const { document, missing, advice, again } = one;
  if (!document) return [{ kind: 'unread' }];
  const isAlone = isMinorOn(document, day) === true && !hasCompanion(one, present, day);
  // Who was told to be on their own is not asked about again.
  const isToldAlone = one.settlement.consent !== undefined && one.settlement.companion === undefined;
  return [
    ...(missing.length > 0 ? [{ kind: 'incomplete', fields: missing } as const] : []),
    ...(advice === 'second-line' || advice === 'warn' ? [{ kind: advice } as const] : []),
    ...(again ? [{ kind: 'again' } as const] : []),
    ...(isAlone && !isToldAlone ? [{ kind: 'minor' } as const] : []),
  ];
};

const keyOf = (mismatch: Mismatch): string =>
  mismatch.kind === 'missing' ? `line-${mismatch.listed.line}` : mismatch.id;
const weightOf = ({ causes }: BusException): number => causeKinds.indexOf(causes[0]?.kind ?? 'minor');

/** Those who are on the bus: everybody who was scanned and not left out. */
export const presentOf = ({ stack, settled }: Pick<Bus, 'stack' | 'settled'>): Present[] =>
  stack
    .map((one) => ({ ...one, settlement: settled.get(one.id) ?? {} }))
    .filter(({ settlement }) => settlement.action !== 'leave-out');

/**
 * Everything about a bus that an officer must still say a word about, heaviest first, one entry a person. Whoever is not named
 * is admitted with all the others. Without a list nothing is compared.
 */
export const busExceptions = (bus: Bus): BusException[] => {
  const present = presentOf(bus);
  const scanned = present.flatMap(({ id, document }) => (document ? [{ id, document }] : []));
  const mismatches = bus.listed
    ? reconcile(bus.listed, scanned).mismatches
    : reconcile([], scanned).mismatches.filter(({ kind }) => kind === 'repeated');
  const own = present.map((one): [string, Cause[]] => [one.id, ownCauses(one, present, bus.day)]);
  const causes = new Map<string, Cause[]>(own);
  for (const mismatch of mismatches) {
    causes.set(keyOf(mismatch), [...(causes.get(keyOf(mismatch)) ?? []), mismatch]);
  }
  return [...causes]
    .map(([key, all]): BusException => {
      const settlement = bus.settled.get(key) ?? {};
      const open = all
        .filter((cause) => isOpen(cause, settlement))
        .sort((a, b) => causeKinds.indexOf(a.kind) - causeKinds.indexOf(b.kind));
      return { key, ...(!key.startsWith('line-') && { id: key }), causes: open };
    })
    .filter((exception) => exception.causes.length > 0)
    .sort((a, b) => weightOf(a) - weightOf(b));
};
