/** One crossing as the index holds it: no name, no number. `minute` is whole minutes since 1970-01-01 UTC. */
export type NationalEvent = { readonly minute: number; readonly post: number; readonly isExit: boolean };

/**
 * Thirty bits: minute modulo two years, post, direction, and whether the centre took the event back. Two thirds of a posting's
 * eight bytes are then left for its key.
 */
const minuteSpan = 2 ** 20;
/** Clocks may run ahead; nothing lies further in the future than this. */
const minutesAhead = 30 * 1440;

/** Posts are numbered as they come; what no longer fits is one post without a name. */
export const otherPost = 255;

export const packEvent = ({ minute, post, isExit }: NationalEvent, isWithdrawn: boolean): number =>
  (minute % minuteSpan) * 1024 + post * 4 + (isExit ? 2 : 0) + (isWithdrawn ? 1 : 0);

export const isWithdrawn = (posting: number): boolean => posting % 2 === 1;

/** The same event whether it stands or was taken back. */
export const eventOf = (posting: number): number => posting >>> 1;

/** Two years are more than the index keeps, so the nearest past tells which minute was meant. */
export const minuteOf = (posting: number, now: number): number => {
  const latest = now + minutesAhead;
  return latest - ((((latest - (posting >>> 10)) % minuteSpan) + minuteSpan) % minuteSpan);
};

export const unpackEvent = (posting: number, now: number): NationalEvent => ({
  minute: minuteOf(posting, now),
  post: (posting >>> 2) & 255,
  isExit: (posting & 2) === 2,
});
