import * as v from 'valibot';
import type { Centre } from './centre.ts';

const count = v.number();
export const trendSchema = v.object({
  since: v.string(),
  until: v.string(),
  by: v.picklist(['day', 'week', 'month']),
  posts: v.optional(v.array(v.string())),
  /** One row a span, by its first local day; spans without a crossing are there with zeros. */
  rows: v.array(
    v.object({
      from: v.string(),
      entry: count,
      exit: count,
      refused: count,
      referred: count,
      iins: count,
    }),
  ),
  /** Most first. */
  byCitizenship: v.array(v.object({ citizenship: v.string(), entry: count, exit: count })),
});
export type Trend = v.InferOutput<typeof trendSchema>;

type Asked = { since: string; until: string; by: Trend['by']; posts?: readonly string[] };

const where = `NOT voided AND day BETWEEN $1 AND $2 AND ($3::text[] IS NULL OR post = ANY($3::text[]))`;

/** How many came and went since a day, counted in the database: good for years and the whole country. */
export const trendOf = async ({ database }: Centre, { since, until, by, posts }: Asked): Promise<Trend> => {
  const rows = await database.query(
    `SELECT span::date::text AS from_day,
       count(day) FILTER (WHERE direction = 'entry') AS entry,
       count(day) FILTER (WHERE direction = 'exit') AS exit,
       count(day) FILTER (WHERE outcome = 'refuse') AS refused,
       count(day) FILTER (WHERE outcome = 'refer') AS referred,
       count(day) FILTER (WHERE iin) AS iins
     FROM generate_series(date_trunc($4, $1::date::timestamp), $2::date::timestamp, ('1 ' || $4)::interval) AS span
     LEFT JOIN crossings ON date_trunc($4, day::timestamp) = span AND ${where}
     GROUP BY span ORDER BY span`,
    [since, until, posts, by],
  );
  const citizens = await database.query(
    `SELECT citizenship, count(*) FILTER (WHERE direction = 'entry') AS entry,
       count(*) FILTER (WHERE direction = 'exit') AS exit
     FROM crossings WHERE ${where} GROUP BY citizenship ORDER BY count(*) DESC, citizenship`,
    [since, until, posts],
  );
  return {
    since,
    until,
    by,
    ...(posts && { posts: [...posts] }),
    rows: rows.map((row) => ({
      from: String(row.from_day),
      entry: Number(row.entry),
      exit: Number(row.exit),
      refused: Number(row.refused),
      referred: Number(row.referred),
      iins: Number(row.iins),
    })),
    byCitizenship: citizens.map((row) => ({
      citizenship: String(row.citizenship),
      entry: Number(row.entry),
      exit: Number(row.exit),
    })),
  };
};

/** RFC 4180; codes and figures only, so nothing needs quoting. */
export const trendCsv = ({ rows }: Trend): string =>
  [
    'from;entry;exit;refused;referred;iins',
    ...rows.map(({ from, entry, exit, refused, referred, iins }) =>
      [from, entry, exit, refused, referred, iins].join(';'),
    ),
    '',
  ].join('\r\n');
