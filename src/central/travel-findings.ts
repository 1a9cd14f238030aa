import type { TravelFinding, TravelSide } from '../domain/travel-finding.ts';
import { comparePassages, type Passage, type Place } from '../domain/travel.ts';
import type { Query, Row } from './database.ts';
import { lockFeed, writeFeed } from './feed-items.ts';
import { eventsOfPerson, type ToldEvent } from './stay-feed.ts';

export type PlaceOf = (post: string) => Place | undefined;

const sideOf = ({ station, crossing, post, minute, direction }: ToldEvent): TravelSide => ({
  station,
  seq: crossing,
  post,
  at: new Date(minute * 60_000).toISOString(),
  direction,
});

const passageOf = ({ minute, post, direction, station, keys }: ToldEvent): Passage => ({
  minute,
  post,
  direction,
  station,
  ...(keys[0] !== undefined && { document: keys[0] }),
});

const idOf = (earlier: ToldEvent, later: ToldEvent): string =>
  `${earlier.station}.${earlier.branch}.${earlier.crossing}-${later.station}.${later.branch}.${later.crossing}`;

/** Findings between crossings of one person that follow one another. */
const findingsOf = (events: readonly ToldEvent[], placeOf: PlaceOf): TravelFinding[] =>
  events.slice(1).flatMap((later, index) => {
    const earlier = events[index] as ToldEvent;
    const found = comparePassages(passageOf(earlier), passageOf(later), placeOf);
    return found ? [{ id: idOf(earlier, later), ...found, earlier: sideOf(earlier), later: sideOf(later) }] : [];
  });

const save = async (query: Query, finding: TravelFinding, at: string): Promise<void> => {
  await lockFeed(query, 'findings');
  await query(
    `INSERT INTO travel_findings (id, kind, finding, found_at, early_station, early_crossing, late_station, late_crossing, is_withdrawn)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, finding = excluded.finding, is_withdrawn = excluded.is_withdrawn`,
    [
      finding.id,
      finding.kind,
      JSON.stringify(finding),
      at,
      finding.earlier.station,
      finding.earlier.seq,
      finding.later.station,
      finding.later.seq,
      finding.withdrawn === true,
    ],
  );
  await writeFeed(query, 'findings', [
    { key: finding.id, item: { finding }, posts: [...new Set([finding.earlier.post, finding.later.post])] },
  ]);
};

const findingOf = (row: Row): TravelFinding => JSON.parse(String(row.finding)) as TravelFinding;

/** Findings that speak of one of these crossings and were not taken back. */
const standingFor = async (query: Query, events: readonly ToldEvent[]): Promise<TravelFinding[]> =>
  (
    await query(
      `SELECT DISTINCT f.id, f.finding FROM travel_findings f
         JOIN unnest($1::text[], $2::bigint[]) AS e(station, crossing)
           ON (f.early_station = e.station AND f.early_crossing = e.crossing) OR (f.late_station = e.station AND f.late_crossing = e.crossing)
       WHERE NOT f.is_withdrawn`,
      [events.map(({ station }) => station), events.map(({ crossing }) => crossing)],
    )
  ).map(findingOf);

const isOf = (events: readonly ToldEvent[], { station, seq }: TravelSide): boolean =>
  events.some((event) => event.station === station && event.crossing === seq);

const isSaid = (a: TravelFinding, b: TravelFinding): boolean =>
  a.kind === b.kind && a.earlier.at === b.earlier.at && a.later.at === b.later.at;

/**
 * Looks again at everybody whose crossings changed: what no longer fits together is raised, what a later word explains is
 * taken back. Only once both sides are known can anything be found (T12). Asks once for all of a batch.
 */
export const findTravel = async (
  query: Query,
  told: readonly ToldEvent[],
  placeOf: PlaceOf,
  at: string,
): Promise<void> => {
  if (told.length === 0) return;
  const all = await eventsOfPerson(query, [...new Set(told.flatMap(({ keys }) => keys))]);
  const before = await standingFor(query, [...told, ...all]);
  const saved = new Set<string>();
  const saveOnce = async (finding: TravelFinding): Promise<void> => {
    if (saved.has(finding.id)) return;
    saved.add(finding.id);
    await save(query, finding, at);
  };
  for (const event of told) {
    const events = all.filter(({ keys }) => keys.some((key) => event.keys.includes(key)));
    const now = new Map(findingsOf(events, placeOf).map((finding) => [finding.id, finding]));
    const known = before.filter(
      ({ earlier, later }) => isOf([event, ...events], earlier) && isOf([event, ...events], later),
    );
    for (const finding of now.values()) {
      const stood = known.find(({ id }) => id === finding.id);
      if (!stood) await saveOnce(finding);
      // Corrected to another moment and still not fitting: the same question with its new figures.
      else if (!isSaid(stood, finding)) await saveOnce({ ...finding, disposition: stood.disposition });
    }
    for (const finding of known) if (!now.has(finding.id)) await saveOnce({ ...finding, withdrawn: true });
  }
};

/** A person's word on a finding, from a desk or from an administrator. False where there is no such finding. */
export const disposeFinding = async (
  query: Query,
  id: string,
  disposition: NonNullable<TravelFinding['disposition']>,
): Promise<boolean> => {
  const [row] = await query('SELECT finding FROM travel_findings WHERE id = $1', [id]);
  if (!row) return false;
  const { what, by, at } = disposition;
  await save(query, { ...findingOf(row), disposition: { what, by, at } }, at);
  return true;
};

/** Newest first; open ones before those somebody has looked at. */
export const listFindings = async (query: Query, limit: number): Promise<TravelFinding[]> =>
  (
    await query(
      `SELECT finding FROM travel_findings WHERE NOT is_withdrawn
       ORDER BY (finding::jsonb ? 'disposition'), found_at DESC, id LIMIT $1`,
      [limit],
    )
  ).map(findingOf);
