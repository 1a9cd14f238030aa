import type { Connection } from './connection.ts';
import type { PersonIndex } from './person-index.ts';

/** As many crossings as several busy days leave; learning them again at a start takes a tenth of a second. */
const most = 4000;
const enough = 2000;
/** Each leaves its keys on ten pages of its own: so few at a time that a traveller who comes meanwhile waits no longer than for the disk. */
const perSlice = 32;
const pauseMs = 250;
/** About as many pages of the write-ahead log as SQLite would wait for; it still does it itself where there is never a pause. */
const perCheckpoint = 400;

/**
 * What can wait, done between travellers, a hundredth of a second at a time: look-up keys are brought from memory to the disk,
 * and the write-ahead log into the database, which else falls on whoever's crossing makes it too long.
 */
export const createTidying = (persons: PersonIndex, connection: Connection): { nudge(): void; stop(): void } => {
  let timer: NodeJS.Timeout | undefined;
  let [isMerging, written] = [false, 0];
  const plan = (): void => {
    timer ??= setTimeout(slice, pauseMs).unref();
  };
  const slice = (): void => {
    timer = undefined;
    try {
      if (written >= perCheckpoint) {
        written = 0;
        connection.pragma('wal_checkpoint(PASSIVE)');
      } else if (isMerging) {
        persons.merge(perSlice);
        written += perCheckpoint / 2;
        isMerging = persons.waiting() > enough;
      }
    } catch {
      // A full disk is told to the officer by the entry that meets it; what waits is still in the log.
      return;
    }
    if (isMerging || written >= perCheckpoint) plan();
  };
  return {
    nudge: () => {
      written += 1;
      isMerging ||= persons.waiting() > most;
      if (isMerging || written >= perCheckpoint) plan();
    },
    stop: () => {
      clearTimeout(timer);
      try {
        persons.merge(persons.waiting());
      } catch {
        // As above: the next start learns it again.
      }
    },
  };
};
