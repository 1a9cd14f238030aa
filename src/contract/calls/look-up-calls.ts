import * as v from 'valibot';
import { lookUpKinds, lookUpReasons } from '../../domain/look-up.ts';
import { crossingRowSchema } from '../views.ts';
import type { CallTable } from './call-table.ts';
import { badge, fileSchema, language } from './inputs.ts';

const words = v.pipe(v.string(), v.trim(), v.maxLength(500));
/** Why somebody is looked for; `note` where the reason needs words. */
const reason = v.object({ code: v.picklist(lookUpReasons), note: v.optional(words) });
const kinds = v.array(v.picklist(lookUpKinds));

const day = v.pipe(v.string(), v.isoDate());
/** Which look-ups: whose, of whom (a name, a number, or what was typed), on which local days, both inclusive. */
const wanted = {
  officer: v.optional(badge),
  person: v.optional(v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(120))),
  from: v.optional(day),
  to: v.optional(day),
};

const foundSchema = v.object({
  by: kinds,
  /** Nothing answered exactly; these are one slip of the hand away. */
  near: v.boolean(),
  /** There are more than are shown. */
  more: v.boolean(),
  /** Crossings by person, newest first. */
  people: v.array(v.array(crossingRowSchema)),
});

/** Somebody looked for without a document on the desk. Every one of these is an entry of the log. */
export const lookUpCalls = {
  lookUp: {
    input: v.object({ text: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(120)), reason }),
    output: foundSchema,
    role: 'officer',
  },
  /** All crossings of the person of a crossing, under other documents too, newest first. */
  personHistory: {
    input: v.object({ seq: v.number(), reason }),
    output: v.array(crossingRowSchema),
    role: 'officer',
  },
  /** Who looked at whom, newest first. Looking here is an entry too. */
  lookUps: {
    input: v.object({
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
      before: v.optional(v.number()),
      ...wanted,
    }),
    output: v.array(
      v.object({
        seq: v.number(),
        at: v.string(),
        officer: v.string(),
        reason: v.string(),
        note: v.optional(v.string()),
        by: v.array(v.string()),
        results: v.number(),
        /** Missing once retention has erased it. */
        query: v.optional(v.string()),
        /** The first of those who were shown. */
        people: v.array(v.string()),
      }),
    ),
    role: 'supervisor',
  },
  /** The same as CSV. */
  lookUpsFile: { input: v.object({ ...wanted, language }), output: fileSchema, role: 'supervisor' },
} as const satisfies CallTable;
