import type { CrossingRecord } from '../domain/crossing-record.ts';
import { tally } from '../domain/tally.ts';
import type { Tally } from '../domain/tally-report.ts';
import type { Centre } from './centre.ts';
import type { StoredEntry } from '../domain/log.ts';
import type { Row } from './database.ts';
import { countryZone } from './posts.ts';
import { foldFresh, type ZoneOf } from './projection.ts';

/** Crossings counted at once; two days of the whole country, a year of a post. Longer spans are for the trend. */
const most = 500_000;

export class TooMany extends Error {}

const recordOf = ({ record, line }: Row, zoneOf: ZoneOf): CrossingRecord =>
  typeof record === 'string'
    ? (JSON.parse(record) as CrossingRecord)
    : foldFresh(JSON.parse(String(line)) as StoredEntry, [], { branch: 0, zoneOf }).record;

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
  const rows = await database.query(
    `SELECT record, CASE WHEN record IS NULL THEN line END AS line FROM crossings
       JOIN entries USING (station_id, month, branch, seq) ${where}`,
    parameters,
  );
  const records = rows.map((row) => recordOf(row, zoneOf));
  const posts = asked ?? [...new Set(records.map(({ body }) => body.post))].sort();
  const zone = posts[0] === undefined ? countryZone : zoneOf(posts[0]);
  return tally(records, { kind: 'days', from, to }, { posts, zone });
};
