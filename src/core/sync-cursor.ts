import type { HeadResponse } from '../contract/uplink.ts';
import type { CrossingLog, StationStore, UplinkFault } from './ports.ts';

type Parts = { readonly log: CrossingLog; readonly store: StationStore };

/**
 * How far the centre holds our log. What it was ever told is kept in the store and never goes back; where this run goes
 * on may be lower, where the centre was itself restored from a copy.
 */
export const createCursor = ({ log, store }: Parts) => {
  let [at, isAgreed] = [store.acknowledged(), false];
  const unsent = () => Math.max(0, log.head().seq - at);
  // The oldest entry unsent stays the same while thousands are recorded behind it.
  let oldest: { readonly after: number; readonly at: string | undefined } | undefined;
  return {
    at: () => at,
    unsent,
    /** False until the centre has said in this run where it stands, and again after every doubt. */
    isAgreed: () => isAgreed,
    doubt: (): void => {
      isAgreed = false;
    },
    moveTo: (seq: number): void => {
      at = Math.min(seq, log.head().seq);
      if (at > store.acknowledged()) store.saveAcknowledged(at);
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
      if (at > store.acknowledged()) store.saveAcknowledged(at);
      return undefined;
    },
    unsentSince: (): string | undefined => {
      if (unsent() === 0) return undefined;
      if (oldest?.after !== at) oldest = { after: at, at: log.entriesAfter(at, 1)[0]?.at };
      return oldest.at;
    },
  };
};
