import type { Circumstances } from '../crossing.ts';
import { ageOn, parseDay, parseInstant, type DayNumber } from '../calendar.ts';
import type { Problem } from '../document/reading.ts';
import type { PartialDocument } from '../document/travel-document.ts';
import type { FindingParams } from '../finding.ts';
import { localDayNumber } from '../local-time.ts';
import type { Post } from '../post.ts';
import type { DaySpan, HistoryEvent } from '../stay.ts';
import type { StayCount } from '../stay-count.ts';
import { presenceBefore, united, type Presence, type Span } from '../stay-spans.ts';
import type { WatchlistHit } from '../watchlist/watchlist-entry.ts';
import type { PackRule, RulePack, Scope } from './pack.ts';

/** A document of which at least the citizenship is known; the rest may be missing where nobody could read it. */
export type Subject = PartialDocument & { readonly citizenship: string };

/** Everything a decision is made from. Nothing else is looked at. */
export type Facts = {
  readonly document: Subject;
  readonly circumstances: Pick<Circumstances, 'direction'> & Partial<Circumstances>;
  /** ISO 8601 instant of the crossing. */
  readonly at: string;
  readonly post: Post;
  readonly history: readonly HistoryEvent[];
  /** As of when the history is known, and whether it is known to hold every post. */
  readonly historyKnown: { readonly asOf: string; readonly complete: boolean };
  readonly registrations?: readonly DaySpan[];
  readonly permits?: readonly DaySpan[];
  readonly watchlistHits?: readonly WatchlistHit[];
  readonly problems?: readonly Problem[];
  /** Zones of the other posts of the history, by id; days there are those of that post. */
  readonly zones?: Readonly<Record<string, string>>;
  readonly pack: RulePack;
};

/** The facts in the terms rules use. */
export type Scene = {
  readonly facts: Facts;
  /** Local day of the post. */
  readonly day: DayNumber;
  /** Missing where the date of birth is not known to the day. */
  readonly birth?: DayNumber;
  readonly age?: number;
  readonly presence: Presence;
  readonly permits: readonly Span[];
  /** Set once the rule of stay has been found and counted. */
  readonly stay?: StayCount;
};

/** What a rule found: the name of one of its `outcomes` and the figures for its sentence. */
export type Situation = {
  readonly name: string;
  /** A `source` among them is the citation of this one finding, where a row of a rule has its own. */
  readonly params: FindingParams;
};

const spansOf = (spans: readonly DaySpan[] | undefined): Span[] =>
  united((spans ?? []).map(({ from, to }) => ({ from: parseDay(from), to: parseDay(to) })).filter(isSpan));

const isSpan = ({ from, to }: Span): boolean => from <= to;

/** Throws RangeError where `at` is no instant or the post's zone is unknown: both are ours to get right. */
export const sceneOf = (facts: Facts): Scene => {
  const instant = parseInstant(facts.at);
  if (Number.isNaN(instant)) throw new RangeError(`not an instant: ${facts.at}`);
  const zone = facts.post.zone;
  const day = localDayNumber(instant, zone);
  const birth = parseDay(facts.document.birthDate ?? '');
  const now = { instant, day, direction: facts.circumstances.direction };
  const presence = presenceBefore(facts.history, now, (post) => facts.zones?.[post] ?? zone);
  return {
    facts,
    day,
    ...(!Number.isNaN(birth) && { birth, age: ageOn(birth, day) }),
    presence,
    permits: spansOf(facts.permits),
  };
};

/** True where a state belongs to what a pack names: itself, or a group of the pack on that day. */
export const belongs = (
  state: string | undefined,
  names: readonly string[],
  pack: Pick<RulePack, 'groups'>,
  isoDate: string,
): boolean =>
  names.some((name) =>
    name === name.toUpperCase()
      ? name === state
      : (pack.groups[name] ?? []).some(
          ({ states, from, to }) =>
            state !== undefined &&
            states.includes(state) &&
            (from === undefined || from <= isoDate) &&
            (to === undefined || isoDate < to),
        ),
  );

/** True where a rule is in force on the day (ISO, local). */
export const isInForce = (rule: Pick<PackRule, 'from' | 'to'>, isoDate: string): boolean =>
  (rule.from === undefined || rule.from <= isoDate) && (rule.to === undefined || isoDate < rule.to);

/** True where a scope holds. A rule bound to an age does not speak of somebody whose age is unknown. */
export const isInScope = (scope: Scope | undefined, scene: Scene, isoDate: string): boolean => {
  if (!scope) return true;
  const { document, circumstances, pack } = scene.facts;
  const { age } = scene;
  // Somebody who enters has no stay in progress: theirs begins today.
  const entered = scene.presence.since ?? scene.day;
  return (
    (!scope.citizenship || belongs(document.citizenship, scope.citizenship, pack, isoDate)) &&
    (!scope.notCitizenship || !belongs(document.citizenship, scope.notCitizenship, pack, isoDate)) &&
    (!scope.issuer || belongs(document.issuer ?? document.citizenship, scope.issuer, pack, isoDate)) &&
    (!scope.direction || scope.direction === circumstances.direction) &&
    (!scope.documentTypes || scope.documentTypes.includes(document.type)) &&
    (!scope.purposes || scope.purposes.some((purpose) => purpose === circumstances.purpose)) &&
    (scope.minAge === undefined || (age ?? Number.NaN) >= scope.minAge) &&
    (scope.maxAge === undefined || (age ?? Number.NaN) <= scope.maxAge) &&
    (!scope.enteredBefore || entered < parseDay(scope.enteredBefore)) &&
    (!scope.enteredFrom || entered >= parseDay(scope.enteredFrom))
  );
};
