import * as v from 'valibot';
import {
  partialDocumentSchema,
  travelDocumentSchema,
  documentTypes,
  documentFormats,
  stateCodeSchema,
} from './document/travel-document.ts';
import { outcomes, paramsSchema } from './finding.ts';
import { packRefSchema } from './decision.ts';
import { rebuttalBodySchema } from './rebuttal.ts';
import { directions } from './stay.ts';

/** Purposes of the Russian migration card (domain.md §7.2). */
export const purposes = ['private', 'tourism', 'work', 'business', 'official', 'study', 'transit'] as const;
export const transports = ['foot', 'car', 'bus', 'truck', 'train', 'motorcycle', 'other'] as const;
export const travellerRoles = ['passenger', 'driver'] as const;

/** What travellers who are recorded together have in common (domain.md §7.2: group link). */
export const groupKinds = ['vehicle', 'family', 'bus'] as const;
/** What was seen of the consent to a minor's journey: a line of a checklist, never a rule (domain.md §3). */
export const consents = ['seen', 'not-needed', 'missing'] as const;
/** `id` is 16 hex digits of chance: it says who came together, and nothing of who they are. */
export const groupSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  kind: v.picklist(groupKinds),
});

/** Refusal and referral reasons: Beket's own words, never to be shown as statutory codes (domain.md §7.4). */
export const reasonCodes = [
  'DOC_INVALID',
  'DOC_EXPIRED',
  'DOC_FORGED',
  'DOC_NOT_OF_HOLDER',
  'DOC_NOT_ACCEPTED',
  'ENTRY_BAN',
  'STAY_LIMIT',
  'FALSE_INFO',
  'PURPOSE_UNCONFIRMED',
  'MINOR_NO_CONSENT',
  'MINOR_NO_PASSPORT',
  'SECURITY',
  'HEALTH',
  'WANTED',
  'VEHICLE_DOCS',
  'SUPERVISOR_OTHER',
] as const;

/** Why an officer decided against the advice. `OTHER` needs a note. */
export const overrideCodes = [
  'CHECKED_ON_PAGE',
  'SEEN_OTHER_EVIDENCE',
  'NOT_SAME_PERSON',
  'SUPERVISOR_ORDER',
  'HUMANITARIAN',
  'OTHER',
] as const;

export const actions = ['admit', 'refer', 'refuse'] as const;

/** What the officer sets by hand and the lane keeps from one traveller to the next. */
export const circumstancesSchema = v.object({
  direction: v.picklist(directions),
  purpose: v.picklist(purposes),
  transport: v.picklist(transports),
  plate: v.optional(v.pipe(v.string(), v.trim(), v.toUpperCase(), v.maxLength(16))),
  plateCountry: v.optional(stateCodeSchema),
  role: v.optional(v.picklist(travellerRoles)),
});

/** A reason picked from a list, with free words where they help. */
export const reasonSchema = v.object({
  code: v.picklist([...reasonCodes, ...overrideCodes]),
  note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500))),
});

/** The part of a crossing that names nobody: kept for ever, counted by tallies, committed to by the hash in the clear. */
export const crossingBodySchema = v.object({
  action: v.picklist(actions),
  direction: v.picklist(directions),
  post: v.string(),
  lane: v.string(),
  officer: v.string(),
  citizenship: stateCodeSchema,
  issuer: stateCodeSchema,
  documentType: v.picklist(documentTypes),
  documentFormat: v.picklist(documentFormats),
  capture: v.picklist(['mrz', 'barcode', 'seal', 'manual']),
  sex: v.picklist(['M', 'F', 'X']),
  birthYear: v.number(),
  /** Whole years on the local day of the crossing. */
  age: v.number(),
  purpose: v.picklist(purposes),
  transport: v.picklist(transports),
  plateCountry: v.optional(stateCodeSchema),
  role: v.optional(v.picklist(travellerRoles)),
  /** Those who came in one vehicle, as one family or in one bus. */
  group: v.optional(groupSchema),
  /** Sequence number of the adult of the same group who accompanies a minor. */
  accompaniedBy: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  consent: v.optional(v.picklist(consents)),
  /** True where a KZ IIN that passes its check was recorded. */
  iin: v.boolean(),
  pack: packRefSchema,
  advice: v.picklist(outcomes),
  /** Parameters may name somebody (a date of birth, a name on a list), so they stand in the personal part. */
  findings: v.array(v.object({ rule: v.string(), outcome: v.picklist(outcomes) })),
  /** Days of stay used and remaining as they were advised. */
  stay: v.optional(v.object({ used: v.number(), remaining: v.number(), lastLawfulDay: v.string() })),
  /** Days past the last lawful one, of an exit that came later; missing where there were none. */
  overstay: v.optional(v.number()),
  /** The code alone; the officer's words stand in the personal part. */
  reason: v.optional(v.object({ code: reasonSchema.entries.code })),
  /** What the traveller showed or said against it; their words stand in the personal part. */
  rebuttal: v.optional(rebuttalBodySchema),
  /** Set where the officer decided against the advice. */
  override: v.optional(v.boolean()),
  /** Seconds from the scan to the officer's key. */
  seconds: v.number(),
});

/** The part that names somebody: committed to by a salted digest only, so that it can be erased after its time. */
export const crossingPersonalSchema = v.object({
  document: travelDocumentSchema,
  /** The raw lines or payload as read. */
  raw: v.optional(v.string()),
  plate: v.optional(v.string()),
  remarks: v.optional(v.string()),
  /** The officer's words beside the reason. */
  note: v.optional(v.string()),
  /** The traveller's word, as the officer noted it. */
  rebuttal: v.optional(v.string()),
  /** Parameters of the body's findings, in their order. */
  findingParams: v.optional(v.array(paramsSchema)),
});

/** A correction names the crossing and what is now true of it; the first entry stays as it was. */
export const correctionChangesSchema = v.object({
  /** Admitted for refused or the reverse; what the second line said is the second line's to say. */
  action: v.optional(v.picklist(['admit', 'refuse'])),
  document: v.optional(v.partial(partialDocumentSchema)),
  circumstances: v.optional(v.partial(circumstancesSchema)),
  remarks: v.optional(v.string()),
  /** When it took place, by the local day and time of the post; what is left out stays as it was recorded. */
  day: v.optional(v.pipe(v.string(), v.isoDate())),
  time: v.optional(v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/))),
});

export type GroupKind = (typeof groupKinds)[number];
export type Consent = (typeof consents)[number];
export type GroupRef = v.InferOutput<typeof groupSchema>;
export type Purpose = (typeof purposes)[number];
export type Transport = (typeof transports)[number];
export type Action = (typeof actions)[number];
export type ReasonCode = (typeof reasonCodes)[number];
export type OverrideCode = (typeof overrideCodes)[number];
export type Reason = v.InferOutput<typeof reasonSchema>;
export type Circumstances = v.InferOutput<typeof circumstancesSchema>;
export type CrossingBody = v.InferOutput<typeof crossingBodySchema>;
export type CrossingPersonal = v.InferOutput<typeof crossingPersonalSchema>;
export type CorrectionChanges = v.InferOutput<typeof correctionChangesSchema>;
