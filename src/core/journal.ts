import { StationFault } from '../contract/fault.ts';
import type { FaultCode } from '../contract/station.ts';
import type { Entry } from '../domain/log.ts';
import type { CrossingLog, EntryDraft } from './ports.ts';

export type Journal = {
  /** Writes an entry; returns after it is on the disk, or throws a fault the officer is told at once (T4). */
  append(draft: EntryDraft): Entry;
  /** The same for several entries, all of them or none. */
  appendTogether(drafts: readonly EntryDraft[]): readonly Entry[];
  /** Called after every entry. */
  onAppend(listener: (entry: Entry) => void): () => void;
};

const faultOf = (error: unknown): FaultCode => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') return 'disk-full';
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES') return 'log-read-only';
  return 'log-failed';
};

/** The one way into the log for the rest of the station. */
export const createJournal = (log: CrossingLog): Journal => {
  const listeners = new Set<(entry: Entry) => void>();
  const orFault = <T>(write: () => T): T => {
    try {
      return write();
    } catch (error) {
      throw new StationFault(faultOf(error));
    }
  };
  const tell = (entry: Entry): void => {
    for (const listener of listeners) listener(entry);
  };
  return {
    append: (draft) => {
      const entry = orFault(() => log.append(draft));
      tell(entry);
      return entry;
    },
    appendTogether: (drafts) => {
      const entries = orFault(() => log.appendTogether(drafts));
      entries.forEach(tell);
      return entries;
    },
    onAppend: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
