import type { FastifyInstance, FastifyReply } from 'fastify';
import * as v from 'valibot';
import { requireAdministrator } from './admin-routes.ts';
import type { Centre } from './centre.ts';
import { tallyCsv } from '../domain/tally-csv.ts';
import { TooMany, tallyOf } from './tally-of-posts.ts';

const day = v.pipe(v.string(), v.isoDate());
const querySchema = v.object({
  from: day,
  to: day,
  /** Post ids with commas; all posts where it is missing. */
  posts: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(',').filter(Boolean)),
    ),
  ),
  format: v.optional(v.picklist(['json', 'csv']), 'json'),
  language: v.optional(v.picklist(['kk', 'ru', 'en']), 'en'),
});

const bad = (reply: FastifyReply, message: string): FastifyReply =>
  reply.status(400).send({ beket: 'centre', error: { code: 'bad-schema', message } });

/** Figures over posts and periods, for administrators. They name posts and officers' badges, never a traveller. */
export const reportRoutes = (app: FastifyInstance, centre: Centre): void => {
  app.get('/v1/tally', { preHandler: requireAdministrator(centre) }, async (request, reply) => {
    const parsed = v.safeParse(querySchema, request.query);
    if (!parsed.success)
      return bad(reply, 'Give from and to as YYYY-MM-DD, posts as ids with commas, format json or csv.');
    const { from, to, posts, format, language } = parsed.output;
    try {
      const tally = await tallyOf(centre, { from, to, posts });
      if (format === 'json') return await reply.send({ beket: 'centre', tally });
      const name = `tally-${from}-${to}.csv`;
      return await reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(tallyCsv(tally, language));
    } catch (fault) {
      if (fault instanceof TooMany) return bad(reply, fault.message);
      throw fault;
    }
  });
};
