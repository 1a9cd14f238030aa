import type { Direction } from './stay.ts';
import type { TravelFindingKind } from './travel-finding.ts';

export type Place = { readonly lat: number; readonly lon: number };

/** A crossing as it is compared with the next of the same person. `minute` is whole minutes since 1970-01-01 UTC. */
export type Passage = {
  readonly minute: number;
  readonly post: string;
  readonly direction: Direction;
  readonly station: string;
  /** Keyed hash of the document, to know the same one again. */
  readonly document?: number;
};

const earthKm = 6_371;
/** Positions of posts are good to 15 km each (domain.md §7.6). */
const slackKm = 30;
/** As fast as anybody gets there by road the whole way. */
const roadKmPerHour = 120;
/** Through two airports, and the flight itself: no land post has one at its gate. */
const airport = { minutes: 180, kmPerHour: 800 };
/** Nobody carries a document to another post in less, wherever the posts are. */
const sameDocumentMinutes = 30;
/** A second scan of one traveller; the lane warns of its own within the same time. */
const repeatMinutes = 10;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres (haversine). */
export const distanceKm = (a: Place, b: Place): number => {
  const [dLat, dLon] = [radians(b.lat - a.lat), radians(b.lon - a.lon)];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLon / 2) ** 2;
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(h)));
};

/** Minutes that the quickest way between two posts takes at least, by road or by air. */
export const leastMinutes = (a: Place, b: Place): number => {
  const km = Math.max(0, distanceKm(a, b) - slackKm);
  return Math.floor(Math.min((km / roadKmPerHour) * 60, airport.minutes + (km / airport.kmPerHour) * 60));
};

/**
 * What is wrong with two crossings of one person that follow one another; nothing where all may be well. A question to a
 * person, never a verdict: clocks differ and officers mistype.
 */
export const comparePassages = (
  earlier: Passage,
  later: Passage,
  placeOf: (post: string) => Place | undefined,
): { readonly kind: TravelFindingKind; readonly minutes: number; readonly needed?: number } | undefined => {
  const minutes = later.minute - earlier.minute;
  if (earlier.post !== later.post) {
    const [from, to] = [placeOf(earlier.post), placeOf(later.post)];
    const needed = from && to ? leastMinutes(from, to) : undefined;
    const isSameDocument = earlier.document !== undefined && earlier.document === later.document;
    const said = { minutes, ...(needed !== undefined && { needed }) };
    if (isSameDocument && minutes < sameDocumentMinutes) return { kind: 'one-document-two-posts', ...said };
    if (needed !== undefined && minutes < needed) return { kind: 'impossible-travel', ...said };
  }
  if (earlier.direction !== later.direction) return undefined;
  if (earlier.post === later.post && minutes <= repeatMinutes) {
    return earlier.station === later.station ? undefined : { kind: 'recorded-twice', minutes };
  }
  return { kind: 'crossing-missing', minutes };
};
