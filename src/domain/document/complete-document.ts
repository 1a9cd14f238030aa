import * as v from 'valibot';
import { travelDocumentSchema, type TravelDocument } from './travel-document.ts';

/** The document where it is whole; else the name of the first field that is missing or out of shape. */
export const completeDocument = (
  fields: unknown,
): { readonly document: TravelDocument } | { readonly field: string } => {
  const parsed = v.safeParse(travelDocumentSchema, fields);
  return parsed.success
    ? { document: parsed.output }
    : { field: String(parsed.issues[0].path?.[0]?.key ?? 'document') };
};
