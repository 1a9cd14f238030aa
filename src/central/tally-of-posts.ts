import type { CrossingRecord } from '../domain/crossing-record.ts';
import { tally } from '../domain/tally.ts';
import type { Tally } from '../domain/tally-report.ts';
import type { Centre } from './centre.ts';
import { countryZone } from './posts.ts';

/** Crossings counted at once; about a week of the whole country. */
const most = 1_500_000;

export class TooMany extends Error {}

/** The desk's own function over the crossings of several posts. Local days of each post, both inclusive. */
export const tallyOf = async (
  { database, zoneOf }: Centre,
  { from, to, posts: asked }: { from: string; to: string; posts?: readonly string[] },
): Promise<Tally> => {
  const parameters = [from, to, asked];
  const where = `WHERE day BETWEEN $1 AND $2 AND ($3::text[] IS NULL OR post = ANY($3::text[]))`;
  const [counted] = await database.query(`SELECT count(*) AS n FROM crossings ${where}`, parameters);
  if (Number(counted?.n) > most) {
    throw new TooMany(`${counted?.n} crossings are more than ${most}. Ask for a shorter period or fewer posts.`);
  }
  const rows = await database.query(`SELECT record FROM crossings ${where}`, parameters);
  const records = rows.map((row) => JSON.parse(String(row.record)) as CrossingRecord);
  const posts = asked ?? [...new Set(records.map(({ body }) => body.post))].sort();
  const zone = posts[0] === undefined ? countryZone : zoneOf(posts[0]);
  return tally(records, { kind: 'days', from, to }, { posts, zone });
};
