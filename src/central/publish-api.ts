import * as v from 'valibot';
import { officerSchema } from '../domain/officer.ts';
import { signedPackSchema } from '../domain/rules/signed-pack.ts';
import { travelFindingSchema } from '../domain/travel-finding.ts';
import type { ApiCall } from './api-call.ts';
import { dispositionRequestSchema } from './publish-routes.ts';
import { officerRequestSchema, postRequestSchema } from './publishing.ts';

const json = (schema: v.GenericSchema) => ({ mediaType: 'application/json', schema });
const answer = (entries: v.ObjectEntries) => json(v.object({ beket: v.literal('centre'), at: v.string(), ...entries }));
const published = answer({ put: v.number(), dropped: v.number(), problems: v.optional(v.array(v.unknown())) });

const publish = (feed: string, summary: string, request: NonNullable<ApiCall['request']>): ApiCall => ({
  method: 'post',
  path: `/v1/admin/${feed}`,
  summary,
  by: 'administrator',
  request,
  answer: published,
});

/** What an administrator gives the desks, and what the desks found out together. */
export const publishApi: readonly ApiCall[] = [
  publish('watchlist', 'The whole watchlist from now on, as CSV; desks are sent what changed.', {
    mediaType: 'text/csv',
    schema: v.string(),
  }),
  publish('packs', 'A rule pack with its own signature, newer than the last one published.', json(signedPackSchema)),
  publish('officers', 'An officer, with role and posts; the PIN is kept as a hash.', json(officerRequestSchema)),
  publish('posts', 'A post that is new or changed, or one that is gone.', json(postRequestSchema)),
  {
    method: 'get',
    path: '/v1/admin/officers',
    summary: 'Officers as published.',
    by: 'administrator',
    answer: answer({
      officers: v.array(v.object({ ...officerSchema.entries, posts: v.optional(v.array(v.string())) })),
    }),
  },
  {
    method: 'post',
    path: '/v1/admin/feeds/restart',
    summary: 'Begin all feeds anew: after the database was restored from a copy.',
    by: 'administrator',
    answer: answer({}),
  },
  {
    method: 'get',
    path: '/v1/admin/findings',
    summary: 'Crossings over all desks that do not fit together; open ones first.',
    by: 'administrator',
    answer: answer({ findings: v.array(travelFindingSchema) }),
  },
  {
    method: 'post',
    path: '/v1/admin/findings/:id',
    summary: "Somebody's word on a finding.",
    by: 'administrator',
    request: json(dispositionRequestSchema),
    answer: answer({}),
  },
];
