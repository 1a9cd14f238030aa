import * as v from 'valibot';
import { feedAnswerSchema, feedPath } from '../contract/feeds.ts';
import {
  carriedResponseSchema,
  enrolRequestSchema,
  enrolResponseSchema,
  entriesMediaType,
  entriesResponseSchema,
  headResponseSchema,
  uplinkPaths,
} from '../contract/uplink.ts';
import { storedEntrySchema } from '../domain/log.ts';
import { tallySchema } from '../domain/tally-report.ts';
import { codeRequestSchema, reasonRequestSchema } from './admin-routes.ts';
import type { ApiCall } from './api-call.ts';
import { fleetApi } from './fleet-api.ts';
import { publishApi } from './publish-api.ts';
import { stickApi } from './stick-api.ts';
import { trendSchema } from './trend.ts';

const json = (schema: v.GenericSchema) => ({ mediaType: 'application/json', schema });
const posts = { posts: 'Post ids with commas; all posts where it is missing.' };
const done = v.object({ beket: v.literal('centre'), at: v.string() });
const decide = (path: string, summary: string): ApiCall => ({
  method: 'post',
  path: `/v1/admin/stations/:stationId/${path}`,
  summary,
  by: 'administrator',
  request: json(reasonRequestSchema),
  answer: json(done),
});

/** Every call of the centre, once; the document at /docs is made from it, and a test holds it against the routes. */
export const api: readonly ApiCall[] = [
  {
    method: 'post',
    path: uplinkPaths.enrol,
    summary: 'Bring the key of a desk, with a one-time code of an administrator. Signed by the key it brings.',
    by: 'desk',
    request: json(enrolRequestSchema),
    answer: json(enrolResponseSchema),
  },
  {
    method: 'get',
    path: uplinkPaths.head,
    summary: 'Highest sequence number up to which the centre holds everything of a desk, and the hash of that entry.',
    by: 'desk',
    answer: json(headResponseSchema),
  },
  {
    method: 'post',
    path: uplinkPaths.entries,
    summary:
      'Send entries, one a line, gzip allowed. Station, previous hash, hash and digest may be left out where they follow from the rest; the first line then keeps its previous hash and the last its hash.',
    by: 'desk',
    query: { after: 'Sequence number the first line follows.' },
    request: { mediaType: entriesMediaType, schema: storedEntrySchema },
    answer: json(entriesResponseSchema),
  },
  {
    method: 'post',
    path: uplinkPaths.entriesZstd,
    summary: 'The same, zstd allowed; `protocols` of the head says whether a centre has it.',
    by: 'desk',
    query: { after: 'Sequence number the first line follows.' },
    request: { mediaType: entriesMediaType, schema: storedEntrySchema },
    answer: json(entriesResponseSchema),
  },
  {
    method: 'post',
    path: uplinkPaths.carried,
    summary:
      "Bring another desk's entries, sealed as for a stick; answers the signed acknowledgement for that desk, or why nothing was taken.",
    by: 'desk',
    answer: json(carriedResponseSchema),
  },
  {
    method: 'get',
    path: feedPath,
    summary:
      'One signed batch of a feed: stays, watchlist, packs, officers, posts, findings, notices or desks. `signed` is JSON text; the signature is Ed25519 over "beket-feed-1", a line feed and that text.',
    by: 'desk',
    query: { after: 'Cursor of the last batch taken in; all from the beginning where it is missing.' },
    answer: json(feedAnswerSchema),
  },
  ...publishApi,
  ...fleetApi,
  {
    method: 'post',
    path: '/v1/admin/codes',
    summary: 'Make a one-time code for a desk.',
    by: 'administrator',
    request: json(codeRequestSchema),
    answer: json(
      v.object({
        beket: v.literal('centre'),
        code: v.string(),
        post: v.string(),
        lane: v.string(),
        expiresAt: v.string(),
        fingerprint: v.string(),
      }),
    ),
  },
  {
    method: 'get',
    path: '/v1/admin/stations',
    summary: 'The desks: last seen, entries here, clock skew, forks.',
    by: 'administrator',
  },
  decide('revoke', 'Take nothing more from a desk.'),
  decide('restore', 'Take back a revocation.'),
  decide('accept-fork', 'Keep both halves of a log that forked: the desk goes on in a new branch.'),
  ...stickApi,
  { method: 'get', path: '/v1/admin/quarantine', summary: 'Entries put aside, with the reason.', by: 'administrator' },
  {
    method: 'get',
    path: '/v1/tally',
    summary: 'Tally over posts and local days.',
    by: 'administrator',
    query: {
      from: 'YYYY-MM-DD',
      to: 'YYYY-MM-DD',
      ...posts,
      format: 'json, csv or xlsx',
      language: 'kk, ru or en, for csv and xlsx',
    },
    answer: json(v.object({ beket: v.literal('centre'), tally: tallySchema })),
  },
  {
    method: 'get',
    path: '/v1/trend',
    summary: 'Entries, exits, refusals, referrals and IINs since a day, and by citizenship.',
    by: 'administrator',
    query: { since: 'YYYY-MM-DD', until: 'YYYY-MM-DD', by: 'day, week or month', ...posts, format: 'json or csv' },
    answer: json(v.object({ beket: v.literal('centre'), trend: trendSchema })),
  },
  { method: 'get', path: '/healthz', summary: 'Is the centre and its database well?', by: 'anybody' },
  {
    method: 'get',
    path: '/metrics',
    summary: 'Figures for Prometheus.',
    by: 'anybody',
    answer: { mediaType: 'text/plain' },
  },
];
