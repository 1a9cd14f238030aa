import * as v from 'valibot';
import { chainCheckSchema, deskHealthSchema } from '../domain/fleet/desk-health.ts';
import { fleetAlerts, thresholdsSchema } from '../domain/fleet/fleet-alerts.ts';
import { noticeSchema } from '../domain/fleet/notice.ts';
import { officerSchema } from '../domain/officer.ts';
import { postSchema } from '../domain/post.ts';

/** How desks tell how they are, and how an administrator at a desk looks after all of them. Signed like every request. */
export const fleetPaths = {
  health: '/v1/stations/:stationId/health',
  fleet: '/v1/fleet',
  acts: '/v1/fleet/acts',
} as const;

export const healthRequestSchema = deskHealthSchema;
export const healthResponseSchema = v.object({ beket: v.literal('centre'), at: v.string() });

const stationId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{3,64}$/));
const lane = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,8}$/));
const one = v.object({ station: stationId });

/** What an administrator does to the fleet. */
export const fleetActSchema = v.variant('what', [
  v.object({
    what: v.literal('code'),
    post: postSchema.entries.id,
    lane,
    hours: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(24 * 14)), 24),
    /** A desk whose key was lost: the code lets this one bring a new key. */
    replaces: v.optional(stationId),
  }),
  v.object({ what: v.literal('rename'), ...one.entries, name: v.pipe(v.string(), v.trim(), v.maxLength(60)) }),
  /** Out of service in good order: it is told nothing more, what it still sends is taken, and nothing is expected of it. */
  v.object({ what: v.literal('retire'), ...one.entries }),
  /** Its key is not to be believed any more: nothing is told, nothing is taken. */
  v.object({ what: v.literal('revoke'), ...one.entries }),
  v.object({ what: v.literal('restore'), ...one.entries }),
  v.object({ what: v.literal('accept-fork'), ...one.entries }),
  /** The desk goes through its own log. */
  v.object({ what: v.literal('verify'), ...one.entries }),
  /** The centre goes through what it holds of the desk. */
  v.object({ what: v.literal('check'), ...one.entries }),
  v.object({
    what: v.literal('message'),
    text: noticeSchema.entries.text,
    /** All desks where it is left out. */
    stations: v.optional(v.pipe(v.array(stationId), v.minLength(1), v.maxLength(1000))),
  }),
  v.object({ what: v.literal('withdraw'), notice: noticeSchema.entries.id }),
  v.object({ what: v.literal('thresholds'), thresholds: thresholdsSchema }),
]);

export const reasonTextSchema = v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(500));
export const fleetRequestSchema = v.object({ officer: officerSchema.entries.badge });
export const fleetActRequestSchema = v.object({
  officer: officerSchema.entries.badge,
  reason: reasonTextSchema,
  act: fleetActSchema,
});

export const fleetDeskSchema = v.object({
  id: v.string(),
  post: v.string(),
  lane: v.string(),
  name: v.optional(v.string()),
  enrolledAt: v.string(),
  revokedAt: v.optional(v.string()),
  retiredAt: v.optional(v.string()),
  /** True where this desk may look after the fleet. */
  administers: v.boolean(),
  lastSeenAt: v.optional(v.string()),
  skewMs: v.optional(v.number()),
  acknowledged: v.number(),
  /** Where its log parted from the centre's. */
  fork: v.optional(v.object({ seq: v.number(), at: v.string() })),
  health: v.optional(deskHealthSchema),
  reportedAt: v.optional(v.string()),
  /** The centre's walk along what it holds; `of` is how many there are, `done` false while it walks. */
  held: v.optional(v.object({ ...chainCheckSchema.entries, of: v.number(), done: v.boolean() })),
  alerts: v.array(v.object({ code: v.picklist(fleetAlerts), since: v.optional(v.string()) })),
});

export const fleetNoticeSchema = v.object({
  ...noticeSchema.entries,
  /** Desks it is for; all where it is missing. */
  stations: v.optional(v.array(v.string())),
});

export const fleetActRowSchema = v.object({
  at: v.string(),
  /** Desk it was done at; missing where the holder of the centre's token did it. */
  via: v.optional(v.string()),
  officer: v.optional(v.string()),
  what: v.string(),
  subject: v.optional(v.string()),
  reason: v.optional(v.string()),
});

export const fleetViewSchema = v.object({
  at: v.string(),
  desks: v.array(fleetDeskSchema),
  thresholds: thresholdsSchema,
  notices: v.array(fleetNoticeSchema),
  /** What administrators did last, newest first. */
  acts: v.array(fleetActRowSchema),
});
export const fleetResponseSchema = v.object({ beket: v.literal('centre'), ...fleetViewSchema.entries });

const codeSchema = v.object({
  code: v.string(),
  post: v.string(),
  lane: v.string(),
  expiresAt: v.string(),
  fingerprint: v.string(),
});
export const fleetActResponseSchema = v.object({
  beket: v.literal('centre'),
  at: v.string(),
  code: v.optional(codeSchema),
});

export type FleetAct = v.InferOutput<typeof fleetActSchema>;
export type FleetActRequest = v.InferOutput<typeof fleetActRequestSchema>;
export type FleetDesk = v.InferOutput<typeof fleetDeskSchema>;
export type FleetView = v.InferOutput<typeof fleetViewSchema>;
export type FleetNotice = v.InferOutput<typeof fleetNoticeSchema>;
export type EnrolmentCode = v.InferOutput<typeof codeSchema>;
