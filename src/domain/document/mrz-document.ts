import { isVouched } from './check-digit.ts';
import { joinInternalNumber, readInternalNames } from './internal-passport.ts';
import { readField, type FieldReading } from './mrz-fields.ts';
import type { Layout, LayoutGroup } from './mrz-layout.ts';
import { mayBeCut, repairLatin, splitNames } from './mrz-names.ts';
import { splitLongNumber } from './mrz-number.ts';
import { typeOf } from './mrz-type.ts';
import type { Problem, Voucher } from './reading.ts';
import type { PartialDocument } from './travel-document.ts';

type Fields = Map<string, FieldReading>;
export type BuiltDocument = {
  readonly document: PartialDocument;
  readonly problems: readonly Problem[];
  readonly vouchedBy: Record<string, Voucher>;
};

/** Fields of the layout that are parts of a document's field. */
const partOf: Readonly<Record<string, string>> = { seriesEnd: 'number', expiry: 'expiryDate', code: 'type' };

const readFields = (layout: Layout, lines: readonly string[], today: string): Fields => {
  const readings: Fields = new Map();
  for (const { field, kind, line, from, to, check } of layout.fields) {
    const row = lines[line - 1] ?? '';
    readings.set(field, readField(kind, row.slice(from - 1, to), check ? row.charAt(check - 1) : undefined, today));
  }
  return readings;
};

const groupHolds = ({ line, at, over }: LayoutGroup, lines: readonly string[]): boolean =>
  isVouched(
    over.map(([row, from, to]) => (lines[row - 1] ?? '').slice(from - 1, to)).join(''),
    (lines[line - 1] ?? '').charAt(at - 1),
  );

const namesOf = (layout: Layout, fields: Fields): Partial<PartialDocument> & { problems: Problem[] } => {
  const name = fields.get('name')?.value;
  if (layout.format === 'PNRUS') {
    const { problems, ...names } = readInternalNames(name ?? '', fields.get('sex')?.value);
    return { ...names, problems: [...problems] };
  }
  const raw = name ?? `${fields.get('surname')?.value ?? ''}<<${fields.get('givenNames')?.value ?? ''}`;
  const clean = repairLatin(raw.trimEnd());
  const { surname, givenNames } = splitNames(clean);
  const field = givenNames === '' ? 'surname' : 'givenNames';
  const problems: Problem[] = [];
  if (clean !== raw.trimEnd()) problems.push({ field, code: 'repaired' });
  if (/[^A-Z<]/.test(clean)) problems.push({ field, code: 'bad-character' });
  if (name !== undefined && mayBeCut(name)) problems.push({ field, code: 'truncated-name' });
  if (name?.includes(' ')) problems.push({ field, code: 'line-length' });
  return { surname, givenNames, problems };
};

/** An issue date where the unit stands and the reverse: seen once in the wild, so swapped and flagged (domain.md §4.6). */
const untangleIssue = (fields: Fields, line: string, today: string): Problem[] => {
  const swapped = readField('issue', line.slice(35, 41), undefined, today);
  const unit = readField('unit', line.slice(29, 35), undefined, today);
  if (!fields.get('issueDate')?.codes.includes('bad-date') || !swapped.value || !unit.value) return [];
  fields.set('issueDate', swapped);
  fields.set('issuingUnit', unit);
  return [
    { field: 'issueDate', code: 'layout-suspect' },
    { field: 'issuingUnit', code: 'layout-suspect' },
  ];
};

/** Number and personal number, put together from where a layout scatters them. */
const numbersOf = (layout: Layout, fields: Fields, lines: readonly string[]): void => {
  if (layout.format === 'PNRUS') {
    const number = fields.get('number');
    const joined = joinInternalNumber(number?.value ?? '', fields.get('seriesEnd')?.value);
    fields.set('number', {
      ...(joined === undefined ? {} : { value: joined }),
      codes: joined === undefined && !number?.codes.length ? ['missing'] : (number?.codes ?? []),
      vouched: number?.vouched ?? false,
    });
  }
  if (layout.longNumber) splitLongNumber(layout, lines, fields);
  if (fields.get('personalNumber')?.value === undefined && fields.get('optional2')?.value !== undefined) {
    fields.set('personalNumber', fields.get('optional2') as FieldReading);
  }
  // German cards keep their version there, not a person's number.
  if (fields.get('issuer')?.value === 'DEU' || layout.format.startsWith('MRV')) fields.delete('personalNumber');
  const number = fields.get('number');
  if (number && number.value === undefined && number.codes.length === 0) {
    fields.set('number', { codes: ['missing'], vouched: false });
  }
};

/** What vouches for each field: its check digit and that of its group, else the composite, the states' list, the other line. */
const vouchersOf = (layout: Layout, fields: Fields, held: readonly LayoutGroup[]): Record<string, Voucher> => {
  const vouchedBy: Record<string, Voucher> = {};
  const broken = layout.groups.filter((group) => group.voucher === 'check-digit' && !held.includes(group));
  for (const [name, { vouched, value, codes }] of fields) {
    if (value === undefined || codes.length > 0 || broken.some((group) => group.fields.includes(name))) continue;
    const voucher = vouched ? 'check-digit' : held.find((group) => group.fields.includes(name))?.voucher;
    if (voucher) vouchedBy[name] = voucher;
  }
  const [issuer, citizenship] = ['issuer', 'citizenship'].map((name) => fields.get(name));
  const agree = issuer?.value !== undefined && issuer.value === citizenship?.value;
  for (const [name, state] of Object.entries({ issuer, citizenship })) {
    if (state?.value && state.codes.length === 0) vouchedBy[name] ??= agree ? 'cross-check' : 'state-list';
  }
  return vouchedBy;
};

const documentFields = [
  'issuer',
  'number',
  'birthDate',
  'sex',
  'citizenship',
  'expiryDate',
  'issueDate',
  'issuingUnit',
  'personalNumber',
] as const;

/** The document that the lines of a layout speak of, with what is wrong and what vouches, field by field. */
export const buildDocument = (layout: Layout, lines: readonly string[], today: string): BuiltDocument => {
  const fields = readFields(layout, lines, today);
  const code = (fields.get('code')?.value ?? '').replace(/<+$/, '');
  const problems = layout.format === 'PNRUS' ? untangleIssue(fields, lines[1] ?? '', today) : [];
  numbersOf(layout, fields, lines);
  const { problems: nameProblems, ...names } = namesOf(layout, fields);
  for (const [field, { codes }] of fields) {
    for (const each of codes) problems.push({ field: partOf[field] ?? field, code: each });
  }
  const held = layout.groups.filter((group) => groupHolds(group, lines));
  for (const group of layout.groups) {
    if (held.includes(group)) continue;
    // A composite says nothing more where a field's own check digit has failed already.
    const isComposite = group.voucher === 'composite';
    if (problems.some(({ field }) => isComposite || group.fields.includes(field))) continue;
    if (isComposite) problems.push({ field: 'mrz', code: 'check-digit' });
    else for (const field of group.fields) problems.push({ field, code: 'shared-check-digit' });
  }
  const known = Object.fromEntries(
    documentFields.map((name) => [name, fields.get(name)?.value]).filter(([, value]) => value),
  );
  const document = {
    type: typeOf(
      layout.format,
      code,
      known.issuer,
      known.citizenship ?? (layout.format === 'FRID' ? 'FRA' : undefined),
    ),
    format: layout.format,
    ...known,
    ...(layout.format === 'FRID' ? { citizenship: 'FRA' } : {}),
    ...names,
  } satisfies PartialDocument as PartialDocument;
  return { document, problems: [...problems, ...nameProblems], vouchedBy: vouchersOf(layout, fields, held) };
};
