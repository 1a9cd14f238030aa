import type { StayItem } from '../contract/feeds.ts';
import { entriesATime, type NeighbourStay, type Tidings } from '../contract/neighbour.ts';
import { finalAction, foldCrossing } from '../domain/crossing-record.ts';
import { personKeys } from '../domain/document/person-keys.ts';
import type { StoredEntry } from '../domain/log.ts';
import type { NeighbourPort } from './neighbour-ports.ts';
import type { Ports } from './ports.ts';

type Parts = Pick<Ports, 'log' | 'evidence'> & Pick<NeighbourPort, 'keyOf'>;

const overlays: ReadonlySet<string> = new Set(['correction', 'void', 'resolution']);

/** The crossing an entry speaks of, where it may change who crossed when. */
const subjectOf = ({ kind, seq, body }: StoredEntry): number | undefined => {
  if (kind === 'crossing') return seq;
  return overlays.has(kind) ? Number(body['of']) : undefined;
};

/**
 * A crossing as it stands, in the words of the centre's feed, and before it every other word that could have been told of it,
 * taken back: so a desk that holds the older word of the centre knows that it no longer stands.
 */
const eventsOf = ({ log, evidence, keyOf }: Parts, seq: number, stayKey: string): NeighbourStay | undefined => {
  const first = log.find(seq);
  if (first?.kind !== 'crossing') return undefined;
  const later = evidence.laidOver(seq, seq);
  const said = new Map<string, StayItem>();
  for (let n = 0; n <= later.length; n += 1) {
    // The zone says on which local day it was; the feed speaks in minutes.
    const record = foldCrossing(first, later.slice(0, n), 'UTC');
    for (const [words, item] of said) said.set(words, [item[0], item[1], item[2], item[3], 1]);
    if (record.voided || finalAction(record) !== 'admit' || !record.personal) continue;
    const keys = personKeys(record.personal.document).map((word) => keyOf(word, stayKey));
    if (keys.length === 0) continue;
    const minute = Math.floor(Date.parse(record.at) / 60_000);
    const { post, direction } = record.body;
    said.set(`${keys.join()} ${minute} ${post} ${direction}`, [keys, minute, post, direction === 'exit' ? 1 : 0, 0]);
  }
  // Of somebody who never was let through there is nothing to tell.
  return said.size > 0 ? [seq, Math.max(seq, ...later.map((entry) => entry.seq)), [...said.values()]] : undefined;
};

/** What this desk's own log says behind an entry, for a desk that counts stays. */
export const ownStays = (parts: Parts, stayKey: string | undefined, after: number): Tidings['stays'] => {
  const head = parts.log.head().seq;
  if (stayKey === undefined) return { rows: [], next: Math.min(after, head), more: false };
  const entries = parts.log.entriesAfter(after, entriesATime);
  const subjects = new Set(entries.map(subjectOf).filter((seq) => seq !== undefined));
  const rows = [...subjects].map((seq) => eventsOf(parts, seq, stayKey)).filter((row) => row !== undefined);
  const last = entries.at(-1);
  const next = last?.seq ?? Math.min(after, head);
  return { rows, next, ...(last && { hash: last.hash }), more: next < head };
};
