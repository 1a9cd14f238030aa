import type { Reading, Voucher } from '../../domain/document/reading.ts';
import type { PartialDocument } from '../../domain/document/travel-document.ts';

export const lineFields = [
  'number',
  'birthDate',
  'sex',
  'citizenship',
  'issuer',
  'expiryDate',
  'issueDate',
  'issuingUnit',
  'personalNumber',
] as const;
export type LineField = (typeof lineFields)[number];

/** One line of the document as shown: the value, what vouches for it, and what is wrong with it. */
export type DocumentLine = {
  readonly field: LineField;
  readonly value: string | undefined;
  readonly voucher: Voucher;
  readonly problems: readonly string[];
};

/** Fields that are there or that something is wrong with, in the order of the page. The issuer only where it is another state. */
export const documentLines = (document: PartialDocument, reading: Reading): DocumentLine[] =>
  lineFields.flatMap((field) => {
    const value = document[field];
    const problems = reading.problems.filter((problem) => problem.field === field).map(({ code }) => code);
    if (field === 'issuer' && value === document.citizenship && problems.length === 0) return [];
    if (value === undefined && problems.length === 0) return [];
    return [{ field, value, voucher: reading.vouchedBy?.[field] ?? 'nothing', problems }];
  });

/** What is wrong, once for each kind, with the fields it is wrong in. */
export const problemGroups = (reading: Reading): { readonly code: string; readonly fields: readonly string[] }[] => {
  const groups = new Map<string, string[]>();
  for (const { field, code } of reading.problems) groups.set(code, [...(groups.get(code) ?? []), field]);
  return [...groups].map(([code, fields]) => ({ code, fields: [...new Set(fields)] }));
};
