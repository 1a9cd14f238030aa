import type { PersonIndex } from './person-index.ts';

/** As many crossings as several busy days leave; learning them again at a start takes a tenth of a second. */
const most = 4000;
const enough = 2000;
const perSlice = 64;
const pauseMs = 250;

/** Merges what waits in memory between travellers, a few hundredths of a second at a time, when there is much of it. */
export const createTidying = (persons: PersonIndex): { nudge(): void; stop(): void } => {
  let timer: NodeJS.Timeout | undefined;
  const slice = (): void => {
    timer = undefined;
    try {
      persons.merge(perSlice);
    } catch {
      // A full disk is told to the officer by the entry that meets it; what waits is still in the log.
      return;
    }
    if (persons.waiting() > enough) timer = setTimeout(slice, pauseMs).unref();
  };
  return {
    nudge: () => {
      if (!timer && persons.waiting() > most) timer = setTimeout(slice, pauseMs).unref();
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
