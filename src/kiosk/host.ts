import cookie from '@fastify/cookie';
import files from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { pageHeaders } from '../adapters/http/page-policy.ts';
import { dispatch } from '../contract/dispatch.ts';
import type { Station } from '../contract/station.ts';
import { refusalOf } from './guard.ts';
import { openEventStream } from './event-stream.ts';
import { createPages } from './pages.ts';

/** Calls that carry a picture or a list: 64 MiB of Base64 and what JSON puts around it. All others are small. */
const largeCalls: ReadonlySet<string> = new Set(['read', 'importWatchlist']);
const largeBody = 66 * 1024 * 1024;
const smallBody = 256 * 1024;

export type HostParts = {
  readonly station: Station;
  /** The folder of the built page. */
  readonly pagesFolder: string;
  readonly onInternal: (call: string, error: unknown) => void;
};

const portOf = (request: FastifyRequest): number => request.socket.localPort ?? 0;
// Cookies know no ports: two desks on one machine must not take each other's.
const cookieName = (request: FastifyRequest): string => `beket-${String(portOf(request))}`;
const setCookie = (request: FastifyRequest, reply: FastifyReply, token: string): FastifyReply =>
  reply.setCookie(cookieName(request), token, { httpOnly: true, sameSite: 'strict', path: '/' });

/** The station behind a loopback page. Listens nowhere until `listen` is called on what it returns. */
export const createHost = async ({ station, pagesFolder, onInternal }: HostParts): Promise<FastifyInstance> => {
  const host = fastify({ bodyLimit: smallBody, forceCloseConnections: true, logger: false });
  const pages = createPages();
  const streams = new Set<() => void>();
  const pageOf = (request: FastifyRequest, reply: FastifyReply): ReturnType<typeof pages.of> => {
    const given = request.cookies[cookieName(request)];
    const page = pages.of(given);
    if (page.token !== given) setCookie(request, reply, page.token);
    return page;
  };

  // Only JSON: a page elsewhere may send text or a form without asking first.
  host.removeContentTypeParser('text/plain');
  host.setNotFoundHandler((_request, reply) => reply.code(404).type('text/plain').send('Not here.'));
  host.setErrorHandler((error: { statusCode?: number; code?: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) onInternal('http', error);
    const code = status >= 500 ? 'internal' : 'bad-input';
    const detail = status === 413 ? { detail: 'too-large' } : {};
    return reply.code(status).send({ ok: false, fault: { code, ...detail } });
  });
  await host.register(cookie);
  host.addHook('onRequest', async (request, reply) => {
    reply.headers(pageHeaders);
    const isCall = request.url.startsWith('/api/');
    if (isCall) reply.header('cache-control', 'no-store');
    const refusal = refusalOf({ method: request.method, headers: request.headers, isCall }, portOf(request));
    if (refusal !== undefined)
      return reply.code(403).send({ ok: false, fault: { code: 'not-allowed', detail: refusal } });
    // With the page, before its first calls: calls at once would each be given a session of their own.
    if (request.url === '/') pageOf(request, reply);
    return undefined;
  });

  const call = async (name: string, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const page = pageOf(request, reply);
    const answer = await dispatch(station, name, request.body, page.session, onInternal);
    if (name === 'signIn' && answer.ok) setCookie(request, reply, pages.renew(page.token));
    return answer;
  };
  for (const name of largeCalls) {
    host.post(`/api/call/${name}`, { bodyLimit: largeBody }, (request, reply) => call(name, request, reply));
  }
  host.post<{ Params: { name: string } }>('/api/call/:name', (request, reply) =>
    call(request.params.name, request, reply),
  );
  host.get('/api/events', (request, reply) => {
    pageOf(request, reply);
    const end = openEventStream(station, reply);
    streams.add(end);
    reply.raw.on('close', () => streams.delete(end));
  });
  // A page hears that the desk has ended, not that the line broke in the middle of a word.
  host.addHook('preClose', async () => streams.forEach((end) => end()));

  await host.register(files, {
    root: pagesFolder,
    cacheControl: false,
    // Built files carry a hash of their content in the name; the page itself does not.
    setHeaders: (reply, path) =>
      void reply.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  });

  return host;
};
