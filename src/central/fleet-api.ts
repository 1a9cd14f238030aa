import * as v from 'valibot';
import {
  fleetActRequestSchema,
  fleetActResponseSchema,
  fleetPaths,
  fleetRequestSchema,
  fleetResponseSchema,
  healthRequestSchema,
  healthResponseSchema,
} from '../contract/fleet.ts';
import type { ApiCall } from './api-call.ts';
import { adminActRequestSchema } from './fleet-routes.ts';

const json = (schema: v.GenericSchema) => ({ mediaType: 'application/json', schema });
const done = v.object({ beket: v.literal('centre'), at: v.string() });
const allow = (path: 'allow' | 'disallow', summary: string): ApiCall => ({
  method: 'post',
  path: `/v1/admin/stations/:stationId/${path}`,
  summary,
  by: 'administrator',
  answer: json(done),
});

/** How desks are, and what administrators do about it. */
export const fleetApi: readonly ApiCall[] = [
  {
    method: 'post',
    path: fleetPaths.health,
    summary: 'How a desk is; the last word takes the place of the one before.',
    by: 'desk',
    request: json(healthRequestSchema),
    answer: json(healthResponseSchema),
  },
  {
    method: 'post',
    path: fleetPaths.fleet,
    summary:
      'All desks with what is wrong with each, for an administrator signed in at a desk that may look after them.',
    by: 'desk',
    request: json(fleetRequestSchema),
    answer: json(fleetResponseSchema),
  },
  {
    method: 'post',
    path: fleetPaths.acts,
    summary: 'What such an administrator does to the fleet, with the reason; both are written down.',
    by: 'desk',
    request: json(fleetActRequestSchema),
    answer: json(fleetActResponseSchema),
  },
  {
    method: 'get',
    path: '/v1/admin/fleet',
    summary: 'The same view for the holder of the token.',
    by: 'administrator',
    answer: json(fleetResponseSchema),
  },
  {
    method: 'post',
    path: '/v1/admin/fleet/acts',
    summary: 'The same acts for the holder of the token.',
    by: 'administrator',
    request: json(adminActRequestSchema),
    answer: json(fleetActResponseSchema),
  },
  allow('allow', 'Let administrators look after the fleet at this desk.'),
  allow('disallow', 'Take that back.'),
];
