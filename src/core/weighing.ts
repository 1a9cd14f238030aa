import type { LaneCase } from '../contract/views.ts';
import type { Circumstances } from '../domain/crossing.ts';
import { parseDay } from '../domain/calendar.ts';
import { decide } from '../domain/decide.ts';
import type { Decision } from '../domain/decision.ts';
import { missingFields } from '../domain/document/typed-document.ts';
import { completeDocument } from '../domain/document/complete-document.ts';
import type { PartialDocument } from '../domain/document/travel-document.ts';
import type { Reading } from '../domain/document/reading.ts';
import { zoneOffset } from '../domain/local-time.ts';
import type { Rebuttal, WeighedRebuttal } from '../domain/rebuttal.ts';
import type { HistoryEvent } from '../domain/stay.ts';
import type { Desk } from './desk.ts';
import type { ParkedCase } from './lane.ts';
import type { Ports } from './ports.ts';

/** Minutes within which the same document in the same direction is taken for a second scan of the same traveller. */
const repeatMinutes = 10;
/** The treaty's first day: nothing before it counts for any rule we ship (domain.md §1). */
const historySince = '2015-01-01';

type Weighed = Pick<
  ParkedCase,
  'document' | 'missing' | 'circumstances' | 'decision' | 'history' | 'repeatOf' | 'reading' | 'rebuttal'
>;
export type Weigh = (
  reading: Reading,
  document: PartialDocument,
  circumstances: Circumstances,
  rebuttal?: Rebuttal,
) => Weighed;

/** A crossing by the traveller's word, at noon of its day where the desk stands, or just before the one weighed; no post has it. */
const claimed = ({ direction, day }: NonNullable<Rebuttal['claim']>, weighedAt: string, desk: Desk): HistoryEvent => {
  const noon = parseDay(day) * 86_400_000 + 43_200_000;
  const instant = day === desk.today() ? Date.parse(weighedAt) - 1 : noon - zoneOffset(noon, desk.post().zone);
  return { at: new Date(instant).toISOString(), direction, post: '' };
};

/** What would be advised if the traveller's word were so. */
const supposedBy = ({ advice, stay }: Decision): WeighedRebuttal['supposed'] => ({
  advice,
  ...(stay && { remaining: stay.remaining, lastLawfulDay: stay.lastLawfulDay }),
});

/** Gathers the facts of a document from the ports and has them decided on, as far as the document is complete. */
export const createWeigh = (ports: Ports, desk: Desk): Weigh => {
  const repeated = (document: PartialDocument, circumstances: Circumstances): ParkedCase['repeatOf'] => {
    const since = new Date(ports.clock.now() - repeatMinutes * 60_000).toISOString();
    const same = ports.log
      .recent(20)
      .find(
        ({ at, voided, body, personal }) =>
          at >= since &&
          !voided &&
          body.direction === circumstances.direction &&
          personal?.document.number === document.number &&
          personal?.document.issuer === document.issuer,
      );
    return same && { seq: same.seq, at: same.at };
  };

  return (reading, document, circumstances, rebuttal) => {
    const missing = missingFields(document);
    const complete = completeDocument(document);
    const history = ports.stays.history(document, historySince);
    const noted = rebuttal && { kind: rebuttal.kind, words: rebuttal.words, claim: rebuttal.claim };
    const base = { reading, document, missing, circumstances, history, ...(noted && { rebuttal: noted }) };
    if (missing.length > 0 || 'field' in complete) return base;
    const facts = {
      document: complete.document,
      circumstances,
      at: desk.now(),
      post: desk.post(),
      history: history.events,
      historyKnown: { asOf: history.asOf, complete: history.complete },
      watchlistHits: ports.watchlist.match(document),
      problems: reading.problems,
      zones: Object.fromEntries(ports.rules.posts().map(({ id, zone }) => [id, zone])),
      pack: ports.rules.packAt(ports.clock.now(), desk.post().zone),
    };
    const decision = decide(facts);
    const repeatOf = repeated(document, circumstances);
    const word = rebuttal?.claim && claimed(rebuttal.claim, facts.at, desk);
    const supposed = word && supposedBy(decide({ ...facts, history: [...history.events, word] }));
    return {
      ...base,
      decision,
      ...(repeatOf && { repeatOf }),
      ...(noted && { rebuttal: { ...noted, ...(supposed && { supposed }) } }),
    };
  };
};

/** Crossings shown beside a decision. */
const crossingsShown = 6;

/** A parked case as the page may see it. */
export const shownCase = (parked: ParkedCase): LaneCase => ({
  id: parked.id,
  reading: parked.reading,
  document: parked.document,
  missing: [...parked.missing],
  circumstances: parked.circumstances,
  ...(parked.decision && { decision: parked.decision }),
  history: {
    asOf: parked.history.asOf,
    events: parked.history.events.toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, crossingsShown),
    ...(parked.history.neighbours && { neighbours: parked.history.neighbours }),
  },
  ...(parked.rebuttal && { rebuttal: parked.rebuttal }),
  ...(parked.repeatOf && { repeatOf: parked.repeatOf }),
});
