import type { LaneCase } from '../contract/views.ts';
import type { Circumstances } from '../domain/crossing.ts';
import { decide } from '../domain/decide.ts';
import { missingFields } from '../domain/document/typed-document.ts';
import { completeDocument } from '../domain/document/complete-document.ts';
import type { PartialDocument } from '../domain/document/travel-document.ts';
import type { Reading } from '../domain/document/reading.ts';
import type { Desk } from './desk.ts';
import type { ParkedCase } from './lane.ts';
import type { Ports } from './ports.ts';

/** Minutes within which the same document in the same direction is taken for a second scan of the same traveller. */
const repeatMinutes = 10;
/** The treaty's first day: nothing before it counts for any rule we ship (domain.md §1). */
const historySince = '2015-01-01';

type Weighed = Pick<
  ParkedCase,
  'document' | 'missing' | 'circumstances' | 'decision' | 'history' | 'repeatOf' | 'reading'
>;
export type Weigh = (reading: Reading, document: PartialDocument, circumstances: Circumstances) => Weighed;

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

  return (reading, document, circumstances) => {
    const missing = missingFields(document);
    const complete = completeDocument(document);
    const history = ports.stays.history(document, historySince);
    const base = { reading, document, missing, circumstances, history };
    if (missing.length > 0 || 'field' in complete) return base;
    const decision = decide({
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
    });
    const repeatOf = repeated(document, circumstances);
    return { ...base, decision, ...(repeatOf && { repeatOf }) };
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
  },
  ...(parked.repeatOf && { repeatOf: parked.repeatOf }),
});
