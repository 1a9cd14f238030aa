import * as v from 'valibot';
import { directions } from '../../stay.ts';
import { documentTypes } from '../../document/travel-document.ts';
import { ruleKind } from '../rule-kind.ts';

const rowSchema = v.strictObject({
  types: v.array(v.picklist(documentTypes)),
  minAge: v.optional(v.number()),
  maxAge: v.optional(v.number()),
  direction: v.optional(v.picklist(directions)),
  /** What becomes of a document of this row. */
  as: v.optional(v.picklist(['accepted', 'doubtful', 'conditional']), 'accepted'),
});

/** The documents of one citizenship (domain.md §3): the first row that fits decides; a document in no row is not accepted. */
export const documentAccepted = ruleKind(
  v.strictObject({ rows: v.array(rowSchema) }),
  ['accepted', 'doubtful', 'conditional', 'not-accepted', 'too-young', 'too-old'],
  ({ facts, age }, { rows }, say) => {
    const { type, citizenship } = facts.document;
    const params = { documentType: type, citizenship, ...(age !== undefined && { age }) };
    const ofType = rows.filter(
      (row) => row.types.includes(type) && (!row.direction || row.direction === facts.circumstances.direction),
    );
    const fitting = ofType.find(
      ({ minAge, maxAge }) =>
        age === undefined || ((minAge === undefined || age >= minAge) && (maxAge === undefined || age <= maxAge)),
    );
    if (fitting) return [say(fitting.as, params)];
    const [row] = ofType;
    if (!row) return [say('not-accepted', params)];
    // Of unknown age every row fits.
    const { minAge = 0, maxAge = 0 } = row;
    return [(age as number) < minAge ? say('too-young', { ...params, minAge }) : say('too-old', { ...params, maxAge })];
  },
);
