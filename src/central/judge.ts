import type { Offered } from './batch.ts';

/** `hash` is missing after an entry that was put aside: then its successor says what it was. */
export type Head = { readonly seq: number; readonly hash?: string };

/** What the centre already holds under a sequence number, one for every branch. */
export type Held = { readonly seq: number; readonly hash: string; readonly fault?: string };

export type Verdict = {
  /** To be stored, the quarantined ones among them. */
  readonly kept: readonly Offered[];
  /** Held under a fault until now, and whole this time. */
  readonly healed: readonly Offered[];
  readonly head: Head;
  /** The entry before the first of `kept` was put aside without a hash; this is what it must have been. */
  readonly learnt: readonly Head[];
  readonly stop?: { readonly code: 'gap' | 'fork'; readonly seq: number };
};

/**
 * Walks a batch from the head on. Sequence and hash decide alone, so a batch may come twice, late, cut or overlapping.
 * A fork is two different entries under one number, or a whole entry that does not follow ours (T13).
 */
export const judge = (offered: readonly Offered[], from: Head, held: ReadonlyMap<number, readonly Held[]>): Verdict => {
  const [kept, healed, learnt]: [Offered[], Offered[], Head[]] = [[], [], []];
  let head = from;
  const here = new Map<number, string | undefined>();
  const done = (stop?: Verdict['stop']): Verdict => ({ kept, healed, learnt, head, stop });

  for (const item of offered) {
    const known = held.get(item.seq) ?? [];
    const same = known.find(({ hash }) => hash === item.hash);
    if (item.seq <= head.seq) {
      if (same?.fault && item.entry) healed.push(item);
      else if (!same && item.entry && !isRepeat(item, known, here)) return done({ code: 'fork', seq: item.seq });
      continue;
    }
    if (item.seq > head.seq + 1) return done({ code: 'gap', seq: item.seq });
    if (item.entry && head.hash !== undefined && item.previousHash !== head.hash) {
      return done({ code: 'fork', seq: item.seq });
    }
    if (item.entry && head.hash === undefined) learnt.push({ seq: head.seq, hash: item.previousHash });
    if (!same) kept.push(item);
    here.set(item.seq, item.hash);
    head = { seq: item.seq, hash: item.entry ? item.hash : undefined };
  }
  return done();
};

/** The same line twice in one batch, or a line put aside whose hash nobody knows: no second truth. */
const isRepeat = (item: Offered, known: readonly Held[], here: ReadonlyMap<number, string | undefined>): boolean =>
  here.has(item.seq)
    ? here.get(item.seq) === item.hash
    : known.some(({ hash, fault }) => fault !== undefined && hash === '');
