import * as v from 'valibot';
import { adminCalls } from './calls/admin-calls.ts';
import { boardCalls } from './calls/board-calls.ts';
import type { CallTable } from './calls/call-table.ts';
import { configCalls } from './calls/config-calls.ts';
import { deskCalls } from './calls/desk-calls.ts';
import { feedCalls } from './calls/feed-calls.ts';
import { fleetCalls } from './calls/fleet-calls.ts';
import { groupCalls } from './calls/group-calls.ts';
import { keepingCalls } from './calls/keeping-calls.ts';
import { laneCalls } from './calls/lane-calls.ts';
import { neighbourCalls } from './calls/neighbour-calls.ts';
import { logCalls } from './calls/log-calls.ts';
import { packCalls } from './calls/pack-calls.ts';
import { lookUpCalls } from './calls/look-up-calls.ts';
import { paperCalls } from './calls/paper-calls.ts';
import { placeCalls } from './calls/place-calls.ts';
import { rebuttalCalls } from './calls/rebuttal-calls.ts';
import { slipCalls } from './calls/slip-calls.ts';
import { repairCalls } from './calls/repair-calls.ts';
import { reportCalls } from './calls/report-calls.ts';
import { secondLineCalls } from './calls/second-line-calls.ts';
import { shiftCalls } from './calls/shift-calls.ts';
import { stickCalls } from './calls/stick-calls.ts';
import { feedStateSchema } from './feed-views.ts';
import { keepingSchema } from './keeping-view.ts';
import { noticeSchema } from '../domain/fleet/notice.ts';
import { neighboursViewSchema } from './neighbour-views.ts';
import { stationStateSchema, syncStateSchema } from './views.ts';

/**
 * Every call a page may make: name -> input, output, and the least role that may make it (`undefined`: nobody need be
 * signed in). The table is the whole contract; dispatch, client and shells are made from it.
 */
export const stationCalls = {
  ...deskCalls,
  ...laneCalls,
  ...groupCalls,
  ...logCalls,
  ...secondLineCalls,
  ...reportCalls,
  ...boardCalls,
  ...paperCalls,
  ...rebuttalCalls,
  ...slipCalls,
  ...shiftCalls,
  ...lookUpCalls,
  ...adminCalls,
  ...placeCalls,
  ...keepingCalls,
  ...repairCalls,
  ...feedCalls,
  ...packCalls,
  ...stickCalls,
  ...fleetCalls,
  ...configCalls,
  ...neighbourCalls,
} as const satisfies CallTable;

/** Every event a page may hear. */
export const stationEvents = {
  sync: syncStateSchema,
  /** Something came down from the centre, or did not. */
  feeds: v.array(feedStateSchema),
  /** Other desks of the post told something, or did not. */
  neighbours: neighboursViewSchema,
  /** The log grew; pages that show lists ask again. */
  log: v.object({ seq: v.number() }),
  /** Pictures of the watched folder that no page has taken. */
  inbox: v.object({ waiting: v.number() }),
  /** Rules in force, offers or proposals changed; pages ask for the state, and for packs where they show them. */
  rules: v.object({}),
  /** How far a dry run has come; `share` of the time span, 0 to 1. */
  dryRun: v.object({ hash: v.string(), weighed: v.number(), share: v.number() }),
  /** A copy was made or not, work went on, words were written down. */
  keeping: keepingSchema,
  /** The desk as a whole is another (opened, closed for its repair). */
  state: stationStateSchema,
  /** Officers, lists or settings changed under the pages, by the centre or elsewhere: each asks for its own state. */
  changed: v.object({}),
  /** Messages of the centre that wait for somebody to acknowledge them. */
  notices: v.array(noticeSchema),
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
  'not-a-refusal',
  'already-served',
  'shift-open',
  'no-shift',
  'no-handover',
  'referrals-open',
  'not-signed',
  'second-needed',
  'not-an-adult',
  'document-twice',
  'last-administrator',
  'no-such-pack',
  'no-such-proposal',
  'same-officer',
  'moment-passed',
  'already-in-force',
  'rules-changed',
  'no-such-folder',
  'no-such-file',
  'busy',
  'called-off',
  'wrong-words',
  'wrong-passphrase',
  'no-recovery',
  'copy-damaged',
  'disk-full',
  'log-read-only',
  'log-failed',
  'centre',
  'no-centre',
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
