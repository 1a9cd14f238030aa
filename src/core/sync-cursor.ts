import type { HeadResponse } from '../contract/uplink.ts';
import type { CrossingLog, StationStore, UplinkFault } from './ports.ts';

type Parts = { readonly log: CrossingLog; readonly store: StationStore };

/**
 * How far the centre holds our log. What it was ever told is kept in the store, centre by centre, and never goes back; where
 * this run goes on may be lower, where the centre was itself restored from a copy.
 */
export const createCursor = ({ log, store }: Parts) => {
  const centreId = () => store.config()?.centre?.centreId;
  const told = (): number => {
    const id = centreId();
    return id === undefined ? 0 : store.acknowledgedBy(id);
  };
  let [at, isAgreed] = [told(), false];
  /** The oldest entry unsent, asked for once: it stays the same however many are recorded behind it. */
  let oldest: { readonly seq: number; readonly at: string } | undefined;
  const unsent = () => Math.max(0, log.head().seq - at);
  const keep = (): void => {
    if (at > told()) store.saveAcknowledged(at, centreId());
  };
  return {
    at: () => at,
    unsent,
    /** False until the centre has said in this run where it stands, and again after every doubt. */
    isAgreed: () => isAgreed,
    doubt: (): void => {
      isAgreed = false;
    },
    /** Another centre has been told nothing yet. */
    startAnew: (): void => {
      [at, isAgreed] = [told(), false];
    },
    moveTo: (seq: number): void => {
      at = Math.min(seq, log.head().seq);
      keep();
    },
    /** Compares the centre's head with our own entry of that number; a desk restored from an old copy is found here (T13). */
    agree: (head: HeadResponse): UplinkFault | undefined => {
      const { acknowledged, hash } = head;
      if (acknowledged > log.head().seq) {
        return { code: 'fork', detail: `centre ${acknowledged}, desk ${log.head().seq}`, acknowledged };
      }
      if (acknowledged > 0 && hash !== undefined && log.find(acknowledged)?.hash !== hash) {
        return { code: 'fork', detail: `entry ${acknowledged} differs`, acknowledged };
      }
      isAgreed = true;
      at = acknowledged;
      keep();
      return undefined;
    },
    unsentSince: (): string | undefined => {
      if (unsent() === 0) return undefined;
      if (oldest?.seq !== at + 1) oldest = log.entriesAfter(at, 1)[0];
      return oldest?.at;
    },
  };
};
