import type { Query } from './database.ts';
import { wholeAt } from './stay-feed.ts';

type Gauge = { readonly name: string; readonly labels?: Readonly<Record<string, string>>; readonly value: number };

/** How far each feed is, how late the feed of crossings runs, and how many findings nobody has looked at. */
export const feedGauges = async (query: Query, now: number): Promise<Gauge[]> => {
  const feeds = await query(
    'SELECT feed, max(seq) AS seq, count(item) AS items FROM feed_items GROUP BY feed ORDER BY feed',
  );
  const [stays] = await query('SELECT coalesce(max(seq), 0) AS seq, count(*) AS items FROM stay_feed');
  const [findings] = await query(
    `SELECT count(*) AS open FROM travel_findings WHERE NOT is_withdrawn AND NOT finding::jsonb ? 'disposition'`,
  );
  const gaugesOf = (feed: string, seq: unknown, items: unknown): Gauge[] => [
    { name: 'beket_feed_sequence', labels: { feed }, value: Number(seq) },
    { name: 'beket_feed_items', labels: { feed }, value: Number(items) },
  ];
  return [
    ...feeds.flatMap((row) => gaugesOf(String(row.feed), row.seq, row.items)),
    ...gaugesOf('stays', stays?.seq, stays?.items),
    { name: 'beket_stays_behind_seconds', value: (now - Date.parse(await wholeAt(query))) / 1000 },
    { name: 'beket_travel_findings_open', value: Number(findings?.open) },
  ];
};
