import Fastify, { type FastifyInstance } from 'fastify';
import { adminRoutes } from './admin-routes.ts';
import type { Centre } from './centre.ts';
import { docRoutes } from './doc-routes.ts';
import { feedRoutes } from './feed-routes.ts';
import { followLogs } from './feeder-loop.ts';
import { fleetRoutes } from './fleet-routes.ts';
import { watchFleet } from './fleet-watch.ts';
import { createHeldChecks } from './held-check.ts';
import { operationRoutes } from './operation-routes.ts';
import { publishRoutes } from './publish-routes.ts';
import { reportPageRoutes } from './report-page-routes.ts';
import { reportRoutes } from './report-routes.ts';
import { forgetNonces } from './signed-request.ts';
import { stickLineRoutes } from './stick-line-routes.ts';
import { stickRoutes } from './stick-routes.ts';
import { createStickSpool } from './stick-spool.ts';
import { stationRoutes } from './station-routes.ts';

type Options = {
  /** Where log lines go; without it nothing is logged. */
  readonly logTo?: { write(line: string): void };
  readonly version?: string;
  /** Told of every route as it is made. */
  readonly onRoute?: (method: string, path: string) => void;
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
  /** Folder of files from sticks on their way here; without it one that goes when the centre stops. */
  readonly sticks?: string;
};

const largestBody = 16 * 1024 * 1024;
const tidyMs = 60_000;

/** A log line names the call and the fault, never what was sent: database faults quote rows, and rows name people. */
const loggerOptions = (stream: { write(line: string): void }) => ({
  stream,
  serializers: {
    req: ({ method, url }: { method: string; url: string }) => ({ method, path: url.split('?')[0] }),
    res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    err: ({ name, code, stack }: Error & { code?: string }) => ({
      type: name,
      message: code ?? name,
      stack:
        stack
          ?.split('\n')
          .filter((line) => /^\s+at /.test(line))
          .join('\n') ?? '',
    }),
  },
});

/** The centre behind HTTP, not yet listening. */
export const createServer = async (
  centre: Centre,
  { logTo, tls, version = '0', onRoute, sticks }: Options = {},
): Promise<FastifyInstance> => {
  const app = Fastify({
    bodyLimit: largestBody,
    logger: logTo ? loggerOptions(logTo) : false,
    forceCloseConnections: 'idle',
    ...(tls && { https: tls }),
  }) as unknown as FastifyInstance;
  // Signatures are over the bytes as sent, so every body is bytes until its signature has been checked.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRoute', ({ method, path }) => {
    if (typeof method === 'string' && method !== 'HEAD') onRoute?.(method.toLowerCase(), path);
  });
  app.addHook('onResponse', async (request, reply) => {
    centre.metrics.observe(request.routeOptions.url ?? 'unknown', reply.elapsedTime / 1000);
  });
  app.setErrorHandler(async (fault: Error & { statusCode?: number }, request, reply) => {
    const status = fault.statusCode ?? 500;
    if (status >= 500) request.log.error(fault);
    const code = status === 413 ? 'too-large' : 'bad-schema';
    const at = new Date(centre.now()).toISOString();
    if (status >= 500) return reply.status(status).send({ beket: 'centre', failed: true, at });
    return reply.status(status).send({ beket: 'centre', error: { code, message: 'The request cannot be read.', at } });
  });
  app.setNotFoundHandler(async (_request, reply) => reply.status(404).send({ beket: 'centre', failed: true }));
  stationRoutes(app, centre);
  feedRoutes(app, centre);
  publishRoutes(app, centre);
  const onFault = (fault: unknown): void => app.log.error(fault);
  const checks = createHeldChecks(centre.database, centre.now, onFault);
  fleetRoutes(app, centre, checks);
  const watching = watchFleet(
    centre.database,
    centre.now,
    (changes) => changes.forEach((change) => app.log.warn(change)),
    onFault,
  );
  adminRoutes(app, centre);
  stickRoutes(app, centre);
  const spool = createStickSpool(sticks, centre.now);
  stickLineRoutes(app, centre, spool);
  reportRoutes(app, centre);
  reportPageRoutes(app, centre, tls !== undefined);
  docRoutes(app, version);
  operationRoutes(app, centre);
  const tidy = setInterval(() => void forgetNonces(centre.database.query, centre.now()).catch(() => undefined), tidyMs);
  tidy.unref();
  const following = followLogs(
    centre.feeder,
    (fault) => app.log.error(fault),
    () => centre.metrics.total('beket_entries_total'),
  );
  app.addHook('onClose', async () => {
    clearInterval(tidy);
    await following.stop();
    await watching.stop();
    await checks.stop();
    spool.close();
  });
  return app;
};
