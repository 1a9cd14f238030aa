import { dayText } from './local-time.ts';
import type { Scene } from './rules/scene.ts';
import type { Stay } from './stay.ts';
import type { StayCount } from './stay-count.ts';
import { united, without, type Span } from './stay-spans.ts';

const defaultDays = 180;

const clipped = (spans: readonly Span[], from: number, to: number): Span[] =>
  spans
    .map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) }))
    .filter((span) => span.from <= span.to);

/** What the strip of days draws: the window back from today, the days present, those under permit, and what may lie ahead. */
export const stripOf = (scene: Scene, count: StayCount, window: number): Stay['strip'] => {
  const { day, permits, presence, facts } = scene;
  const isExit = facts.circumstances.direction === 'exit';
  const from = Math.min(day - (window || defaultDays) + 1, count.start);
  const hasAhead = !isExit && count.remaining > 0;
  const to = hasAhead ? Math.max(day, count.lastLawful) : day;
  const now = isExit && presence.since !== undefined ? [{ from: presence.since, to: day }] : [];
  const present = without(united([...presence.ended, ...now]), permits);
  const ahead = hasAhead ? without([{ from: day, to: count.lastLawful }], permits) : [];
  const drawn = [
    ...clipped(present, from, isExit ? day : day - 1).map((span) => ({ ...span, kind: 'present' as const })),
    ...clipped(permits, from, to).map((span) => ({ ...span, kind: 'permit' as const })),
    ...clipped(ahead, from, to).map((span) => ({ ...span, kind: 'ahead' as const })),
  ].sort((a, b) => a.from - b.from);
  return {
    from: dayText(from),
    to: dayText(to),
    spans: drawn.map((span) => ({ from: dayText(span.from), to: dayText(span.to), kind: span.kind })),
  };
};
