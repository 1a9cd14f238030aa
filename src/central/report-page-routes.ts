import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { tallyCsv } from '../domain/tally-csv.ts';
import { localDay } from '../domain/local-time.ts';
import type { Centre } from './centre.ts';
import { isInSession, newSession } from './page-session.ts';
import { countryZone } from './posts.ts';
import { reportsPage, signInPage, type Asked } from './report-page.ts';
import { tallyQuerySchema } from './report-queries.ts';
import { reportStyle } from './report-style.ts';
import { isSameSecret } from './secrets.ts';
import { findingsCsv } from './report-findings.ts';
import { listStations } from './station-book.ts';
import { listFindings } from './travel-findings.ts';
import { TooMany, tallyOf } from './tally-of-posts.ts';
import { trendCsv, trendOf } from './trend.ts';
import { tallyWorkbook, workbookType } from './workbook.ts';

const day = 86_400_000;
const [findingsShown, findingsSent] = [100, 10_000];
/** Longer spans are drawn by month. */
const mostDays = 120;

const policy = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Nothing is loaded from elsewhere, framed, or kept by a browser. */
const sendPage = (reply: FastifyReply, text: string, status = 200): FastifyReply =>
  reply
    .status(status)
    .type('text/html; charset=utf-8')
    .headers({ 'content-security-policy': policy, 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' })
    .header('x-content-type-options', 'nosniff')
    .send(text);

const askedOf = (request: FastifyRequest, now: number): Asked => {
  // Crossings are counted by the posts' own days: from midnight to five in the morning UTC still says yesterday.
  const text = (instant: number) => localDay(instant, countryZone);
  const defaults = { from: text(now - 29 * day), to: text(now) };
  const given = Object.entries(request.query as Record<string, string>).filter(([, value]) => value !== '');
  const parsed = v.safeParse(tallyQuerySchema, { ...defaults, ...Object.fromEntries(given) });
  const { from, to, posts, language } = parsed.success
    ? parsed.output
    : { ...defaults, posts: undefined, language: 'en' as const };
  return { from, to, posts, language };
};

const trendFor = (centre: Centre, { from, to, posts }: Asked) => {
  const isLong = Date.parse(to) - Date.parse(from) > mostDays * day;
  return trendOf(centre, { since: from, until: to, posts, by: isLong ? 'month' : 'day' });
};

const tallyFor = (centre: Centre, asked: Asked) =>
  tallyOf(centre, asked).catch((fault: unknown) => {
    if (fault instanceof TooMany) return undefined;
    throw fault;
  });

/** The reports as pages without a script, for whoever holds the administrator's token. */
export const reportPageRoutes = (app: FastifyInstance, centre: Centre, isTls: boolean): void => {
  const { administratorToken: token, now } = centre;
  const guard = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (!isInSession(request.headers.cookie, token, now())) {
      await sendPage(reply, signInPage(askedOf(request, now()).language, false), 401);
    }
  };

  app.get('/reports/style.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(reportStyle));

  app.post('/reports/sign-in', async (request, reply) => {
    const { language } = askedOf(request, now());
    const given = new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString() : '')
      .get('token')
      ?.trim();
    if (!given || !isSameSecret(given, token)) return sendPage(reply, signInPage(language, true), 401);
    return reply.header('set-cookie', newSession(token, now(), isTls)).redirect(`/reports?language=${language}`, 303);
  });

  app.get('/reports', { preHandler: guard }, async (request, reply) => {
    const asked = askedOf(request, now());
    const [trend, tally, stations, findings] = await Promise.all([
      trendFor(centre, asked),
      tallyFor(centre, asked),
      listStations(centre.database.query),
      listFindings(centre.database.query, findingsShown),
    ]);
    return sendPage(
      reply,
      reportsPage({ asked, trend, tally, stations, findings, now: now(), placeOf: centre.placeOf }),
    );
  });

  app.get(
    '/reports/:file',
    { preHandler: guard },
    async (request: FastifyRequest<{ Params: { file: string } }>, reply) => {
      const asked = askedOf(request, now());
      const [name, ending] = request.params.file.split('.');
      if (name === 'tally' && ending === 'xlsx') {
        const tally = await tallyFor(centre, asked);
        if (!tally) return reply.status(404).send({ beket: 'centre', failed: true });
        const file = `attachment; filename="tally-${asked.from}-${asked.to}.xlsx"`;
        return reply
          .type(workbookType)
          .header('content-disposition', file)
          .send(await tallyWorkbook(tally, asked.language));
      }
      const files: Record<string, () => Promise<{ json: object; csv: string } | undefined>> = {
        trend: async () => {
          const trend = await trendFor(centre, asked);
          return { json: trend, csv: trendCsv(trend) };
        },
        tally: async () => {
          const tally = await tallyFor(centre, asked);
          return tally && { json: tally, csv: tallyCsv(tally, asked.language) };
        },
        findings: async () => {
          const findings = await listFindings(centre.database.query, findingsSent);
          return { json: { findings }, csv: findingsCsv(findings) };
        },
      };
      const made = await files[name ?? '']?.();
      if (!made || (ending !== 'json' && ending !== 'csv'))
        return reply.status(404).send({ beket: 'centre', failed: true });
      const fileName = `${name}-${asked.from}-${asked.to}.${ending}`;
      reply.header('content-disposition', `attachment; filename="${fileName}"`);
      return ending === 'json' ? reply.send(made.json) : reply.type('text/csv; charset=utf-8').send(made.csv);
    },
  );
};
