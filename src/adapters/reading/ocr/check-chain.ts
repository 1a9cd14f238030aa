import type { Layout } from '../../../domain/document/mrz-layout.ts';
import { isOpen } from './field-prior.ts';

/** One place in the order a check digit runs over it. */
export type Link = {
  readonly line: number;
  readonly position: number;
  /** Weight in the sum of the field's own check digit; 0 outside such a field. */
  readonly own: number;
  /** Weight in the composite's sum; 0 for what it does not cover. */
  readonly joint: number;
  /** This place is the check digit of the links before it, or of the whole chain. */
  readonly role: 'data' | 'own-check' | 'joint-check';
  /** A filler may stand here for the digit. */
  readonly open: boolean;
};

/** Places that hang together by check digits and are read as one. */
export type Chain = readonly Link[];

const weights = [7, 3, 1] as const;
const weightAt = (i: number): number => weights[i % 3] ?? 1;
const key = (line: number, position: number): number => line * 100 + position;

type Check = { readonly at: number; readonly over: readonly number[]; readonly open: boolean };

const span = (line: number, from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => key(line, from + i));

const checksOf = (layout: Layout): Check[] => [
  ...layout.fields.flatMap((field) =>
    field.check === undefined
      ? []
      : [
          {
            at: key(field.line, field.check),
            over: span(field.line, field.from, field.to),
            open: isOpen(layout, field),
          },
        ],
  ),
  ...layout.groups.map(({ line, at, over }) => ({
    at: key(line, at),
    over: over.flatMap(([row, from, to]) => span(row, from, to)),
    open: false,
  })),
];

/** The chains of a layout: one under its composite with everything that covers, one for every other check digit. */
export const chainsOf = (layout: Layout): { readonly joint: readonly Chain[]; readonly single: readonly Chain[] } => {
  const checks = checksOf(layout);
  const composite = checks.find(({ over }) => checks.some(({ at }) => over.includes(at)));
  const own = checks.filter((check) => check !== composite);
  const single = own.map((check) => chainOf([...check.over, check.at], [check], undefined));
  if (!composite) return { joint: single, single };
  const inside = own.filter(({ at }) => composite.over.includes(at));
  const outside = own.filter((check) => !inside.includes(check));
  const whole = chainOf([...composite.over, composite.at], inside, composite);
  return { joint: [whole, ...outside.map((check) => chainOf([...check.over, check.at], [check], undefined))], single };
};

const chainOf = (places: readonly number[], own: readonly Check[], composite: Check | undefined): Chain =>
  places.map((place, i) => {
    const holder = own.find(({ over }) => over.includes(place));
    const checked = own.find(({ at }) => at === place);
    const isJoint = composite?.at === place;
    return {
      line: Math.floor(place / 100),
      position: place % 100,
      own: holder ? weightAt(holder.over.indexOf(place)) : 0,
      joint: composite && !isJoint ? weightAt(i) : 0,
      role: isJoint ? 'joint-check' : checked ? 'own-check' : 'data',
      open: checked?.open ?? false,
    };
  });
