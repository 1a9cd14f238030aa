import * as v from 'valibot';

const day = v.pipe(v.string(), v.isoDate());
const format = v.optional(v.picklist(['json', 'csv']), 'json');

/** Post ids with commas; all posts where it is missing. */
const posts = v.optional(
  v.pipe(
    v.string(),
    v.transform((text) => text.split(',').filter(Boolean)),
    v.transform((ids) => (ids.length > 0 ? ids : undefined)),
  ),
);

export const tallyQuerySchema = v.object({
  from: day,
  to: day,
  posts,
  format: v.optional(v.picklist(['json', 'csv', 'xlsx']), 'json'),
  language: v.optional(v.picklist(['kk', 'ru', 'en']), 'en'),
});

export const trendQuerySchema = v.object({
  since: day,
  until: v.optional(day),
  posts,
  by: v.optional(v.picklist(['day', 'week', 'month']), 'day'),
  format,
});
