import type { Connection } from './connection.ts';
import type { PersonIndex } from './person-index.ts';

/** As many crossings as several busy days leave; learning them again at a start takes a tenth of a second. */
const most = 4000;
const enough = 2000;
/** Each leaves its keys on ten pages of its own: so few at a time that a traveller who comes meanwhile waits no longer than for the disk. */
const perSlice = 32;
const pauseMs = 250;
/** Entries between two of these: before SQLite does it itself within somebody's crossing, where there is ever a pause. */
const perCheckpoint = 200;
/**
 * Pages of the write-ahead log SQLite waits for. A short log is begun again and again in the room it has: to write where there is
 * room takes the disk half as long as to make a file longer. While keys are merged whoever crosses is not to bring all of them in.
 */
const mostPages = { usual: 400, merging: 4000 };

/**
 * What can wait, done between travellers, a hundredth of a second at a time: look-up keys are brought from memory to the disk,
 * and the write-ahead log into the database, which else falls on whoever's crossing makes it too long.
 */
export const createTidying = (persons: PersonIndex, connection: Connection): { nudge(): void; stop(): void } => {
  let timer: NodeJS.Timeout | undefined;
  let [isMerging, written] = [false, 0];
  const wait = (pages: number): void => {
    if (!connection.readonly) connection.pragma(`wal_autocheckpoint = ${String(pages)}`);
  };
  wait(mostPages.usual);
  const plan = (): void => {
    timer ??= setTimeout(slice, pauseMs).unref();
  };
  const slice = (): void => {
    timer = undefined;
    try {
      if (written >= perCheckpoint) {
        written = 0;
        connection.pragma('wal_checkpoint(PASSIVE)');
        if (!isMerging) wait(mostPages.usual);
      } else if (isMerging) {
        wait(mostPages.merging);
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
