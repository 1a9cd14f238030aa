import type { Clock } from '../../core/ports.ts';

/** Drift beyond this between the wall clock and the monotonic one is somebody's hand or a jump, not crystal error. */
const tolerance = 60_000;
/** A desk silent for longer than this is likelier to have a clock set wrong than to have stood idle. */
const longSilence = 180 * 86_400_000;

/**
 * The instant an entry bears and what is suspicious about it. The clock is believed as it stands, because a false time
 * that is flagged can be explained and a silently mended one cannot; order comes from the sequence alone (T7). Flags, in
 * milliseconds: `clockBack` before the entry before; `clockJump` gained or lost against the monotonic clock while running
 * (a desk that slept shows it too); `clockAhead` of the entry before, where that is half a year and more.
 */
export const createClockCheck = (clock: Clock) => {
  let last: { now: number; ticks: number } | undefined;
  return (
    previousAt: number,
  ): { at: number; flags: { clockBack?: number; clockJump?: number; clockAhead?: number } } => {
    const now = Math.trunc(clock.now());
    const ticks = clock.ticks();
    const jump = last ? Math.round(now - last.now - (ticks - last.ticks)) : 0;
    last = { now, ticks };
    return {
      at: now,
      flags: {
        ...(now < previousAt && { clockBack: previousAt - now }),
        ...(previousAt > 0 && now - previousAt > longSilence && { clockAhead: now - previousAt }),
        ...(Math.abs(jump) > tolerance && { clockJump: jump }),
      },
    };
  };
};
