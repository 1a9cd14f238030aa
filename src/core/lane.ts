import { StationFault } from '../contract/fault.ts';
import type { Circumstances } from '../domain/crossing.ts';
import type { Decision } from '../domain/decision.ts';
import type { PartialDocument } from '../domain/document/travel-document.ts';
import type { Reading } from '../domain/document/reading.ts';
import type { WeighedRebuttal } from '../domain/rebuttal.ts';
import type { HistoryEvent } from '../domain/stay.ts';
import type { Clock, Random, StayIndex } from './ports.ts';

/** A document between read and record. It never leaves the station but to be shown. */
export type ParkedCase = {
  readonly id: string;
  readonly sessionId: string;
  readonly reading: Reading;
  readonly document: PartialDocument;
  readonly missing: readonly string[];
  readonly circumstances: Circumstances;
  readonly decision?: Decision;
  readonly history: Readonly<Omit<ReturnType<StayIndex['history']>, 'events'>> & {
    readonly events: readonly HistoryEvent[];
  };
  readonly rebuttal?: WeighedRebuttal | undefined;
  readonly repeatOf?: { readonly seq: number; readonly at: string };
  /** Ticks of the first scan, to measure the traveller's seconds. */
  readonly startedAt: number;
};

/** A page that never records or discards must not fill the memory: the oldest case of a session goes beyond this many. */
const casesKept = 200;

export type Lane = {
  park(parked: Omit<ParkedCase, 'id' | 'startedAt'>): ParkedCase;
  find(id: string, sessionId: string): ParkedCase;
  replace(parked: ParkedCase): ParkedCase;
  remove(id: string): void;
};

/** Cases by id, each held by the session that scanned it. */
export const createLane = (ports: { clock: Clock; random: Random }): Lane => {
  const cases = new Map<string, ParkedCase>();
  return {
    park: (draft) => {
      const parked = { ...draft, id: ports.random.hex(16), startedAt: ports.clock.ticks() };
      cases.set(parked.id, parked);
      const own = [...cases.values()].filter(({ sessionId }) => sessionId === draft.sessionId);
      for (const old of own.slice(0, Math.max(0, own.length - casesKept))) cases.delete(old.id);
      return parked;
    },
    find: (id, sessionId) => {
      const parked = cases.get(id);
      if (parked?.sessionId !== sessionId) throw new StationFault('no-such-case');
      return parked;
    },
    replace: (parked) => {
      cases.set(parked.id, parked);
      return parked;
    },
    remove: (id) => void cases.delete(id),
  };
};
