import type { FastifyInstance, FastifyReply } from 'fastify';
import * as v from 'valibot';
import { localDay } from '../domain/local-time.ts';
import { tallyCsv } from '../domain/tally-csv.ts';
import { requireAdministrator } from './administrator.ts';
import type { Centre } from './centre.ts';
import { countryZone } from './posts.ts';
import { tallyQuerySchema, trendQuerySchema } from './report-queries.ts';
import { TooMany, tallyOf } from './tally-of-posts.ts';
import { trendCsv, trendOf } from './trend.ts';
import { tallyWorkbook, workbookType } from './workbook.ts';

const bad = (reply: FastifyReply, message: string): FastifyReply =>
  reply.status(400).send({ beket: 'centre', error: { code: 'bad-schema', message } });

const csv = (reply: FastifyReply, name: string, text: string): FastifyReply =>
  reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}.csv"`).send(text);

/** Figures over posts and periods, for administrators. They name posts and officers' badges, never a traveller. */
export const reportRoutes = (app: FastifyInstance, centre: Centre): void => {
  const guard = { preHandler: requireAdministrator(centre) };

  app.get('/v1/tally', guard, async (request, reply) => {
    const asked = v.safeParse(tallyQuerySchema, request.query);
    if (!asked.success)
      return bad(reply, 'Give from and to as YYYY-MM-DD, posts as ids with commas, format json, csv or xlsx.');
    const { from, to, posts, format, language } = asked.output;
    try {
      const tally = await tallyOf(centre, { from, to, posts });
      if (format === 'csv') return csv(reply, `tally-${from}-${to}`, tallyCsv(tally, language));
      if (format === 'xlsx') {
        const name = `attachment; filename="tally-${from}-${to}.xlsx"`;
        return await reply
          .type(workbookType)
          .header('content-disposition', name)
          .send(await tallyWorkbook(tally, language));
      }
      return await reply.send({ beket: 'centre', tally });
    } catch (fault) {
      if (fault instanceof TooMany) return bad(reply, fault.message);
      throw fault;
    }
  });

  app.get('/v1/trend', guard, async (request, reply) => {
    const asked = v.safeParse(trendQuerySchema, request.query);
    if (!asked.success)
      return bad(reply, 'Give since as YYYY-MM-DD, by as day, week or month, posts as ids with commas.');
    const { since, posts, by, format, until = localDay(centre.now(), countryZone) } = asked.output;
    const trend = await trendOf(centre, { since, until, by, posts });
    return format === 'csv'
      ? csv(reply, `trend-${since}-${until}`, trendCsv(trend))
      : reply.send({ beket: 'centre', trend });
  });
};
