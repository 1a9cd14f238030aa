import * as v from 'valibot';

export const pin = v.pipe(v.string(), v.regex(/^\d{4,12}$/));
export const badge = v.pipe(v.string(), v.trim(), v.toUpperCase(), v.regex(/^[A-Z0-9-]{2,16}$/));
/** Why an administrator changes something; pages ask for it, and it is kept where it can be erased. */
export const why = v.optional(v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(500)));
export const nothing = v.object({});
export const language = v.picklist(['kk', 'ru', 'en']);

export const fileSchema = v.object({ fileName: v.string(), mediaType: v.string(), base64: v.string() });

/** Fields typed by hand, as typed: the station checks them one by one and answers problems by field. */
export const typedFieldsSchema = v.record(v.string(), v.pipe(v.string(), v.maxLength(200)));
