import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { cursorPlace, feedBatchSize, feedNames, feedPath, type FeedBatch, type FeedName } from '../contract/feeds.ts';
import { signatureHeaders } from '../contract/uplink.ts';
import type { Centre } from './centre.ts';
import { epochOf } from './centre-keys.ts';
import type { Query } from './database.ts';
import { readFeed } from './feed-items.ts';
import { shownToStation } from './fleet-notices.ts';
import { isRefusal, refusal, refusalStatus } from './refusal.ts';
import { authenticate } from './signed-request.ts';
import type { Station } from './station-book.ts';
import { readStays, wholeAt } from './stay-feed.ts';

type FeedRequest = FastifyRequest<{ Params: { feed: string }; Querystring: { after?: string } }>;
type Part = { readonly items: readonly unknown[]; readonly last: number; readonly isFull: boolean };

/** An answer stays well below what a desk reads of one. */
const mostText = 400_000;
const compress = promisify(gzip);

const isFeed = (name: string): name is FeedName => (feedNames as readonly string[]).includes(name);

/** `epoch.number`; one of another epoch, or of numbers never given, begins anew. */
const numberOf = (cursor: string | undefined, epoch: string, last: number): number | undefined => {
  const place = cursorPlace(cursor);
  return place?.epoch === epoch && place.number <= last ? place.number : undefined;
};

const lastOf = async (query: Query, feed: FeedName): Promise<number> => {
  const [row] =
    feed === 'stays'
      ? await query('SELECT coalesce(max(seq), 0) AS seq FROM stay_feed')
      : await query('SELECT coalesce(max(seq), 0) AS seq FROM feed_items WHERE feed = $1', [feed]);
  return Number(row?.seq);
};

/** Feeds that tell the desks of each post something else. */
const ofOnePost: ReadonlySet<FeedName> = new Set(['officers', 'findings', 'desks']);

/** What a desk of one post is told of a row: the thing, that it is gone, or nothing at all. */
const shownTo = (
  feed: FeedName,
  { id, post }: Pick<Station, 'id' | 'post'>,
  row: Awaited<ReturnType<typeof readFeed>>[number],
): unknown => {
  const isHere = row.posts === undefined || row.posts.includes(post);
  if (row.item !== undefined && isHere) return feed === 'notices' ? shownToStation(row.item, id) : row.item;
  if (feed === 'officers') return { gone: row.key };
  return row.item === undefined || feed === 'desks' ? { drop: row.key } : undefined;
};

const partOf = async (query: Query, feed: FeedName, after: number, station: Station): Promise<Part> => {
  if (feed === 'stays') {
    const { items, last } = await readStays(query, after, feedBatchSize);
    return { items, last, isFull: items.length === feedBatchSize };
  }
  const rows = await readFeed(query, feed, after, feedBatchSize);
  const items: unknown[] = [];
  let [size, last, taken] = [0, after, 0];
  for (const row of rows) {
    const item = shownTo(feed, station, row);
    const length = item === undefined ? 0 : JSON.stringify(item).length;
    if (size > 0 && size + length > mostText) break;
    if (item !== undefined) items.push(item);
    size += length;
    last = row.seq;
    taken += 1;
  }
  return { items, last, isFull: taken < rows.length || rows.length === feedBatchSize };
};

/** Entries of the logs of a post of which the feed speaks. */
const headsOf = async (query: Query, post: string): Promise<Record<string, number>> => {
  const rows = await query(
    `SELECT s.station_id, p.seq FROM stations s JOIN stay_progress p ON p.station_id = s.station_id AND p.branch = s.branch
     WHERE s.post = $1 ORDER BY s.station_id`,
    [post],
  );
  return Object.fromEntries(rows.map((row) => [String(row.station_id), Number(row.seq)]));
};

/** The months there are tell how far back the centre knows, without reading a year. */
const sinceOf = async (query: Query): Promise<string | undefined> => {
  const [row] = await query('SELECT min(minute) AS minute FROM stay_feed');
  return row?.minute === null || row?.minute === undefined
    ? undefined
    : new Date(Number(row.minute) * 60_000).toISOString().slice(0, 10);
};

const batchFor = async (
  centre: Centre,
  feed: FeedName,
  station: Station,
  cursor: string | undefined,
): Promise<FeedBatch> => {
  const { query } = centre.database;
  // Asked before the rows: what is told then is whole as of at least that instant.
  const at = feed === 'stays' ? await wholeAt(query) : new Date(centre.now()).toISOString();
  const heads = feed === 'stays' ? await headsOf(query, station.post) : undefined;
  const epoch = await epochOf(query);
  const last = await lastOf(query, feed);
  const after = numberOf(cursor, epoch, last);
  const part = await partOf(query, feed, after ?? 0, station);
  const since = feed === 'stays' ? await sinceOf(query) : undefined;
  return {
    centre: centre.centreId,
    feed,
    ...(after !== undefined && { from: cursor as string }),
    to: `${epoch}.${part.last}`,
    ...(cursor !== undefined && after === undefined && { restart: true }),
    more: part.isFull,
    at,
    ...(ofOnePost.has(feed) && { post: station.post }),
    ...(feed === 'notices' && { station: station.id }),
    ...(heads && !part.isFull && { heads }),
    ...(since !== undefined && { since }),
    items: [...part.items],
  };
};

/** What desks are told, signed by the centre. */
export const feedRoutes = (app: FastifyInstance, centre: Centre): void => {
  const { database, metrics, now } = centre;
  app.get(feedPath, async (request: FeedRequest, reply): Promise<FastifyReply> => {
    const { feed } = request.params;
    if (!isFeed(feed)) return reply.status(404).send({ beket: 'centre', failed: true });
    const id = request.headers[signatureHeaders.station];
    const signed = { method: request.method, url: request.url, headers: request.headers, body: Buffer.alloc(0) };
    const known = await authenticate(database.query, signed, String(id), now());
    const station =
      isRefusal(known) || known.retiredAt === undefined
        ? known
        : refusal('revoked', 'This desk has been taken out of service.');
    if (isRefusal(station)) {
      const { refused: code, message } = station;
      metrics.count('beket_refused_total', 1, { code });
      const error = { code, message, at: new Date(now()).toISOString() };
      return reply.status(refusalStatus[code]).send({ beket: 'centre', error });
    }
    const batch = await batchFor(centre, feed, station, request.query.after);
    metrics.count('beket_feed_batches_total', 1, { feed });
    metrics.count('beket_feed_sent_total', batch.items.length, { feed });
    const text = JSON.stringify(centre.keys.signFeed(JSON.stringify(batch)));
    const wantsGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    reply.type('application/json; charset=utf-8').header('cache-control', 'no-store').header('vary', 'accept-encoding');
    return wantsGzip && text.length > 1_000
      ? reply.header('content-encoding', 'gzip').send(await compress(text))
      : reply.send(text);
  });
};
