import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { dispositions } from '../domain/travel-finding.ts';
import { requireAdministrator } from './administrator.ts';
import { turnEpoch } from './centre-keys.ts';
import type { Centre } from './centre.ts';
import {
  publishOfficer,
  publishPack,
  publishPost,
  publishWatchlist,
  type NotPublished,
  type Published,
} from './publishing.ts';
import { standing } from './feed-items.ts';
import { disposeFinding, listFindings } from './travel-findings.ts';

export const dispositionRequestSchema = v.object({
  what: v.picklist(dispositions),
  by: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(64)),
});

const findingsShown = 1_000;

const textOf = (request: FastifyRequest): string =>
  Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
const jsonOf = (request: FastifyRequest): unknown => {
  try {
    return JSON.parse(textOf(request)) as unknown;
  } catch {
    return undefined;
  }
};

/** What an administrator gives the desks, and what the desks found out together. */
export const publishRoutes = (app: FastifyInstance, centre: Centre): void => {
  const { database, metrics, now } = centre;
  const guard = { preHandler: requireAdministrator(centre) };
  const at = (): string => new Date(now()).toISOString();
  const refuse = (reply: FastifyReply, { message, problems }: NotPublished): FastifyReply =>
    reply.status(400).send({ beket: 'centre', error: { code: 'bad-schema', message }, ...(problems && { problems }) });
  const publish = (path: string, feed: string, take: (request: FastifyRequest) => Promise<Published | NotPublished>) =>
    app.post(path, { ...guard, bodyLimit: 64 * 1024 * 1024 }, async (request, reply) => {
      const outcome = await take(request);
      if ('message' in outcome) return refuse(reply, outcome);
      metrics.count('beket_published_total', outcome.put + outcome.dropped, { feed });
      return reply.send({ beket: 'centre', at: at(), ...outcome });
    });

  publish('/v1/admin/watchlist', 'watchlist', (request) => publishWatchlist(database, textOf(request)));
  publish('/v1/admin/packs', 'packs', (request) => publishPack(database, jsonOf(request)));
  publish('/v1/admin/officers', 'officers', (request) => publishOfficer(database, jsonOf(request)));
  publish('/v1/admin/posts', 'posts', (request) => publishPost(database, jsonOf(request)));

  app.get('/v1/admin/officers', guard, async () => {
    const rows = await standing(database, 'officers');
    const officers = rows.map(({ item, posts }) => ({
      ...(item as { officer: object }).officer,
      ...(posts && { posts }),
    }));
    return { beket: 'centre', at: at(), officers };
  });

  app.post('/v1/admin/feeds/restart', guard, async () => {
    await turnEpoch(database.query);
    return { beket: 'centre', at: at() };
  });

  app.get('/v1/admin/findings', guard, async () => ({
    beket: 'centre',
    at: at(),
    findings: await listFindings(database.query, findingsShown),
  }));

  app.post('/v1/admin/findings/:id', guard, async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
    const asked = v.safeParse(dispositionRequestSchema, jsonOf(request));
    if (!asked.success) return refuse(reply, { message: `what (${dispositions.join(', ')}) and by` });
    const found = await database.transaction((query) =>
      disposeFinding(query, request.params.id, { ...asked.output, at: at() }),
    );
    return found
      ? reply.send({ beket: 'centre', at: at() })
      : reply.status(404).send({ beket: 'centre', failed: true });
  });
};
