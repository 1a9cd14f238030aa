import type { DocumentFormat } from './travel-document.ts';

/** How the characters of a field are understood. */
export type FieldKind =
  | 'code'
  | 'state'
  | 'name'
  | 'surname'
  | 'given'
  | 'number'
  | 'birth'
  | 'expiry'
  | 'issue'
  | 'issue-month'
  | 'sex'
  | 'optional'
  | 'unit'
  | 'digit'
  | 'blank';

/** A field of a layout; positions are 1-based and inclusive, the check digit stands on the same line. */
export type LayoutField = {
  readonly field: string;
  readonly kind: FieldKind;
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly check?: number;
};

/** A check digit over several places, in order. `fields` are the ones it alone vouches for. */
export type LayoutGroup = {
  readonly line: number;
  readonly at: number;
  readonly over: readonly (readonly [line: number, from: number, to: number])[];
  readonly fields: readonly string[];
  readonly voucher: 'check-digit' | 'composite';
};

export type Layout = {
  readonly format: Exclude<DocumentFormat, 'none' | 'VDS' | 'IDB'>;
  readonly widths: readonly number[];
  /** Tells layouts of one size apart by their head. */
  readonly head: RegExp;
  readonly fields: readonly LayoutField[];
  readonly groups: readonly LayoutGroup[];
  /** A number of more than nine characters runs on into the optional field (Doc 9303-5, domain.md §4.2). */
  readonly longNumber: boolean;
};

export const at = (
  field: string,
  kind: FieldKind,
  line: number,
  from: number,
  to: number,
  check?: number,
): LayoutField => ({
  field,
  kind,
  line,
  from,
  to,
  ...(check === undefined ? {} : { check }),
});

/** Line 2 of the two-line layouts up to the expiry date is one and the same. */
export const secondLine = [
  at('number', 'number', 2, 1, 9, 10),
  at('citizenship', 'state', 2, 11, 13),
  at('birthDate', 'birth', 2, 14, 19, 20),
  at('sex', 'sex', 2, 21, 21),
  at('expiryDate', 'expiry', 2, 22, 27, 28),
] as const;

export const firstLine = (width: number) =>
  [at('code', 'code', 1, 1, 2), at('issuer', 'state', 1, 3, 5), at('name', 'name', 1, 6, width)] as const;

export const composite = (
  line: number,
  position: number,
  over: LayoutGroup['over'],
  fields: readonly string[],
): LayoutGroup => ({ line, at: position, over, fields, voucher: 'composite' });
