import * as v from 'valibot';
import { finalAction, type CrossingRecord } from './crossing-record.ts';
import { actions } from './crossing.ts';
import { documentTypes } from './document/travel-document.ts';
import { ownName } from './document/whole-name.ts';
import { attestations } from './finding.ts';
import { localisedSchema, type Post } from './post.ts';
import { explainFindings } from './rules/explain.ts';
import type { RulePack } from './rules/pack.ts';
import { directions } from './stay.ts';

/** What a traveller takes along: until when, by when to register, by which article, and as of when the desk knew it. */
export const slipSchema = v.object({
  stationId: v.string(),
  seq: v.number(),
  /** ISO 8601 instant, UTC, and the zone it is shown in. */
  at: v.string(),
  zone: v.string(),
  post: localisedSchema,
  /** Missing once retention has erased it. */
  holder: v.optional(v.object({ name: v.string(), number: v.string() })),
  documentType: v.picklist(documentTypes),
  direction: v.picklist(directions),
  outcome: v.picklist(actions),
  /** Days as they were advised. */
  stay: v.optional(v.object({ used: v.number(), remaining: v.number(), lastLawfulDay: v.string() })),
  /** Local day, `YYYY-MM-DD`. */
  registerBy: v.optional(v.string()),
  said: v.array(
    v.object({
      rule: v.string(),
      text: localisedSchema,
      citation: v.string(),
      cited: v.optional(localisedSchema),
      attested: v.picklist(attestations),
    }),
  ),
  /** Instant or local day up to which crossings elsewhere were known; `partial` where some posts were not. */
  knownAsOf: v.string(),
  partial: v.boolean(),
});

export type Slip = v.InferOutput<typeof slipSchema>;

/** Of these a traveller is told whatever they say; of the rest only what is more than a matter of course. */
const alwaysTold = ['stay', 'registration', 'visa-needed'];
/** A hit on a list and a doubt about the page are for officers' eyes (domain.md §7.3). */
const neverTold = ['watchlist', 'reading-problems', 'personal-number', 'number-series'];

const isTold = (kind: string | undefined, outcome: string, situation: unknown): boolean =>
  kind !== undefined &&
  // How far the records reach is said once, below.
  situation !== 'index-partial' &&
  !neverTold.includes(kind) &&
  (alwaysTold.includes(kind) || outcome !== 'ok');

const holderOf = ({ personal }: CrossingRecord): Slip['holder'] => {
  if (!personal) return undefined;
  const { document } = personal;
  return { name: ownName(document), number: document.number };
};

/** The slip of a crossing as it now stands; sentences and articles are those of the pack it was decided by. */
export const slipOf = (record: CrossingRecord, pack: RulePack | undefined, post: Post): Slip => {
  const { body, personal } = record;
  const params = personal?.findingParams ?? [];
  const recorded = body.findings.map((one, at) => ({ ...one, ...(params[at] && { params: params[at] }) }));
  const told = pack ? explainFindings(recorded, pack) : [];
  const kindOf = (rule: string): string | undefined => pack?.rules.find(({ id }) => id === rule)?.kind;
  const holder = holderOf(record);
  const registerBy = params.find(({ situation }) => situation === 'register-by')?.['registerBy'];
  const partial = params.find(({ situation }) => situation === 'index-partial');
  const asOf = partial?.['asOf'];
  return {
    stationId: record.stationId,
    seq: record.seq,
    at: record.at,
    zone: post.zone,
    post: post.name,
    ...(holder && { holder }),
    documentType: body.documentType,
    direction: body.direction,
    outcome: finalAction(record),
    ...(body.stay && { stay: body.stay }),
    ...(typeof registerBy === 'string' && { registerBy }),
    said: told.flatMap(({ rule, outcome, finding }) => {
      if (!finding || !isTold(kindOf(rule), outcome, finding.params['situation'])) return [];
      const { text, citation, cited, attested } = finding;
      return [{ rule, text, citation, ...(cited && { cited }), attested }];
    }),
    // A day that is over says more than the moment of the crossing; today says less.
    knownAsOf: typeof asOf === 'string' && asOf !== record.day ? asOf : record.at,
    partial: partial !== undefined,
  };
};
