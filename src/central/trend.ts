import * as v from 'valibot';
import type { Centre } from './centre.ts';

/** Ten years of days. */
const mostSpans = 3_660;

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

/** First days of all spans, as `date_trunc` cuts them: weeks begin on Monday. */
const spansOf = (since: string, until: string, by: Trend['by']): string[] => {
  const spans: string[] = [];
  const at = new Date(`${since}T00:00:00Z`);
  if (by === 'week') at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  if (by === 'month') at.setUTCDate(1);
  while (at.toISOString().slice(0, 10) <= until && spans.length < mostSpans) {
    spans.push(at.toISOString().slice(0, 10));
    if (by === 'month') at.setUTCMonth(at.getUTCMonth() + 1);
    else at.setUTCDate(at.getUTCDate() + (by === 'week' ? 7 : 1));
  }
  return spans;
};

/** How many came and went since a day, counted in the database: good for years and the whole country. */
export const trendOf = async ({ database }: Centre, { since, until, by, posts }: Asked): Promise<Trend> => {
  // Sent to the second line is also who was settled there since: then `outcome` is its word, and the first stands in the record.
  const rows = await database.query(
    `SELECT date_trunc($4, day::timestamp)::date::text AS span,
       count(*) FILTER (WHERE direction = 'entry') AS entry,
       count(*) FILTER (WHERE direction = 'exit') AS exit,
       count(*) FILTER (WHERE outcome = 'refuse') AS refused,
       count(*) FILTER (WHERE outcome = 'refer' OR record LIKE '%"action":"refer"%') AS referred,
       count(*) FILTER (WHERE iin) AS iins
     FROM crossings WHERE ${where} GROUP BY span`,
    [since, until, posts, by],
  );
  const bySpan = new Map(rows.map((row) => [String(row.span), row]));
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
    rows: spansOf(since, until, by).map((from) => {
      const figure = (name: string): number => Number(bySpan.get(from)?.[name] ?? 0);
      return {
        from,
        entry: figure('entry'),
        exit: figure('exit'),
        refused: figure('refused'),
        referred: figure('referred'),
        iins: figure('iins'),
      };
    }),
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
