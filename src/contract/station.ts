import * as v from 'valibot';
import { circumstancesSchema, correctionChangesSchema, actions, reasonSchema } from '../domain/crossing.ts';
import { problemSchema, rawScanSchema } from '../domain/document/reading.ts';
import { officerSchema, type Role } from '../domain/officer.ts';
import { postSchema } from '../domain/post.ts';
import { periodSchema, tallySchema } from '../domain/tally-report.ts';
import { crossingRowSchema, laneCaseSchema, readOutcomeSchema, stationStateSchema, syncStateSchema } from './views.ts';

const pin = v.pipe(v.string(), v.regex(/^\d{4,12}$/));
const badge = v.pipe(v.string(), v.trim(), v.toUpperCase(), v.regex(/^[A-Z0-9-]{2,16}$/));
const nothing = v.object({});
const language = v.picklist(['kk', 'ru', 'en']);

const fileSchema = v.object({ fileName: v.string(), mediaType: v.string(), base64: v.string() });

/** Fields typed by hand, as typed: the station checks them one by one and answers problems by field. */
export const typedFieldsSchema = v.record(v.string(), v.pipe(v.string(), v.maxLength(200)));

/**
 * Every call a page may make: name -> input, output, and the least role that may make it (`undefined`: nobody need be
 * signed in). The table is the whole contract; dispatch, client and shells are made from it.
 */
export const stationCalls = {
  state: { input: nothing, output: stationStateSchema, role: undefined },
  posts: { input: nothing, output: v.array(postSchema), role: undefined },
  setUp: {
    input: v.object({
      post: v.string(),
      lane: v.pipe(v.string(), v.trim(), v.regex(/^[A-Za-z0-9-]{1,8}$/)),
      admin: v.object({ badge, name: officerSchema.entries.name, pin }),
    }),
    output: stationStateSchema,
    role: undefined,
  },
  startDemo: { input: nothing, output: stationStateSchema, role: undefined },
  signIn: { input: v.object({ badge, pin }), output: stationStateSchema, role: undefined },
  signOut: { input: nothing, output: stationStateSchema, role: 'officer' },
  read: {
    input: v.object({ scan: rawScanSchema, circumstances: circumstancesSchema }),
    output: readOutcomeSchema,
    role: 'officer',
  },
  /** One frame of a live camera. Answers what is in sight; `outcome` once several frames agree on a document. */
  look: {
    input: v.object({
      frame: v.pipe(v.string(), v.maxLength(16 * 1024 * 1024)),
      /** The first frame after the camera was turned to the lane: what lies there is read even where it was read before. */
      fresh: v.boolean(),
      circumstances: circumstancesSchema,
    }),
    output: v.object({
      sightings: v.array(v.object({ source: v.string(), format: v.string(), corners: v.array(v.number()) })),
      outcome: v.optional(readOutcomeSchema),
    }),
    role: 'officer',
  },
  /** The oldest picture from the watched folder; no `outcome` where none waits. */
  takeInbox: {
    input: v.object({ circumstances: circumstancesSchema }),
    output: v.object({ waiting: v.number(), outcome: v.optional(readOutcomeSchema) }),
    role: 'officer',
  },
  /** Manual entry, or characters typed over a parked case (`caseId`). */
  enter: {
    input: v.object({ caseId: v.optional(v.string()), fields: typedFieldsSchema, circumstances: circumstancesSchema }),
    output: v.object({ problems: v.array(problemSchema), parked: v.optional(laneCaseSchema) }),
    role: 'officer',
  },
  /** The officer's word on the characters a picture left in doubt, in the order of `reading.doubt.places`. */
  settle: {
    input: v.object({
      caseId: v.string(),
      characters: v.array(v.pipe(v.string(), v.toUpperCase(), v.regex(/^[A-Z0-9<]$/))),
    }),
    output: laneCaseSchema,
    role: 'officer',
  },
  /** The same case under other circumstances: direction, purpose, transport. */
  weigh: {
    input: v.object({ caseId: v.string(), circumstances: circumstancesSchema }),
    output: laneCaseSchema,
    role: 'officer',
  },
  record: {
    input: v.object({
      caseId: v.string(),
      action: v.picklist(actions),
      reason: v.optional(reasonSchema),
      remarks: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500))),
    }),
    output: crossingRowSchema,
    role: 'officer',
  },
  discard: { input: v.object({ caseId: v.string() }), output: nothing, role: 'officer' },
  recent: {
    input: v.object({
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
      before: v.optional(v.number()),
    }),
    output: v.array(crossingRowSchema),
    role: 'officer',
  },
  correct: {
    input: v.object({
      seq: v.number(),
      changes: correctionChangesSchema,
      reason: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(500)),
    }),
    output: crossingRowSchema,
    role: 'officer',
  },
  void: {
    input: v.object({ seq: v.number(), reason: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(500)) }),
    output: crossingRowSchema,
    role: 'officer',
  },
  secondLine: { input: nothing, output: v.array(crossingRowSchema), role: 'officer' },
  resolve: {
    input: v.object({ seq: v.number(), action: v.picklist(['admit', 'refuse']), reason: reasonSchema }),
    output: crossingRowSchema,
    role: 'supervisor',
  },
  tally: { input: v.object({ period: periodSchema }), output: tallySchema, role: 'supervisor' },
  exportTally: {
    input: v.object({ period: periodSchema, format: v.picklist(['pdf', 'csv']), language }),
    output: fileSchema,
    role: 'supervisor',
  },
  syncNow: { input: nothing, output: syncStateSchema, role: 'officer' },
  connect: {
    input: v.object({ url: v.pipe(v.string(), v.trim(), v.url()), code: v.pipe(v.string(), v.trim(), v.minLength(8)) }),
    output: syncStateSchema,
    role: 'administrator',
  },
  /** Watches a folder for a flatbed's pictures; none where `folder` is left out. */
  watchFolder: {
    input: v.object({ folder: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000))) }),
    output: v.object({ folder: v.optional(v.string()) }),
    role: 'administrator',
  },
  officers: { input: nothing, output: v.array(officerSchema), role: 'administrator' },
  saveOfficer: {
    input: v.object({ officer: officerSchema, pin: v.optional(pin) }),
    output: v.array(officerSchema),
    role: 'administrator',
  },
  importWatchlist: {
    input: v.object({ csv: v.pipe(v.string(), v.maxLength(64 * 1024 * 1024)) }),
    output: v.object({ entries: v.number(), problems: v.array(v.object({ line: v.number(), code: v.string() })) }),
    role: 'administrator',
  },
  verifyLog: {
    input: nothing,
    output: v.object({
      ok: v.boolean(),
      entries: v.number(),
      firstBad: v.optional(v.number()),
      reason: v.optional(v.string()),
    }),
    role: 'supervisor',
  },
} as const satisfies Record<string, { input: v.GenericSchema; output: v.GenericSchema; role: Role | undefined }>;

/** Every event a page may hear. */
export const stationEvents = {
  sync: syncStateSchema,
  /** The log grew; pages that show lists ask again. */
  log: v.object({ seq: v.number() }),
  /** Pictures of the watched folder that no page has taken. */
  inbox: v.object({ waiting: v.number() }),
  /** The desk changed under the page (signed out elsewhere, pack or list changed). */
  state: stationStateSchema,
} as const;

export type CallName = keyof typeof stationCalls;
export type CallInput<N extends CallName> = v.InferInput<(typeof stationCalls)[N]['input']>;
/** The input as the station gets it, parsed. */
export type CallValue<N extends CallName> = v.InferOutput<(typeof stationCalls)[N]['input']>;
export type CallOutput<N extends CallName> = v.InferOutput<(typeof stationCalls)[N]['output']>;
export type EventName = keyof typeof stationEvents;
export type EventData<N extends EventName> = v.InferOutput<(typeof stationEvents)[N]>;

/** Faults a call may answer with; the page has a sentence for each in every language. */
export const faultCodes = [
  'bad-input',
  'unknown-call',
  'not-signed-in',
  'not-allowed',
  'bad-credentials',
  'too-many-attempts',
  'already-set-up',
  'not-set-up',
  'no-such-case',
  'case-incomplete',
  'reason-needed',
  'no-such-entry',
  'already-voided',
  'not-a-referral',
  'last-administrator',
  'no-such-folder',
  'disk-full',
  'log-read-only',
  'log-failed',
  'centre',
  'internal',
] as const;
export type FaultCode = (typeof faultCodes)[number];

/** What travels back over any door: a value, or a fault with what to say of it. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly fault: { readonly code: FaultCode; readonly detail?: string; readonly field?: string };
    };

/** The station as the page sees it. */
export type StationClient = {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Answer<CallOutput<N>>>;
  on<N extends EventName>(name: N, listener: (data: EventData<N>) => void): () => void;
};

/** Who is calling: one per window or browser session. The shell makes the id; the station keeps who signed in. */
export type Session = { readonly id: string };

/** The station as the shells see it, behind dispatch. */
export type Station = {
  handle<N extends CallName>(name: N, input: CallValue<N>, session: Session): Promise<CallOutput<N>>;
  on<N extends EventName>(name: N, listener: (data: EventData<N>) => void): () => void;
  close(): Promise<void>;
};
