import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { longestQuestion, neighbourPath } from '../../contract/neighbour.ts';
import type { DoorAnswer, DoorRequest, NeighbourPort } from '../../core/neighbour-ports.ts';
import type { ListeningFault } from '../../contract/neighbour-views.ts';

/** A post has tens of desks, and each asks a few times a minute; a backlog is asked for without a pause. */
const mostConnections = 32;
const perSecond = 40;
const burst = 200;
const mostAddresses = 1_000;

/** Questions an address may still ask; what it does not use comes back with time. */
const createRate = (now: () => number) => {
  const left = new Map<string, { tokens: number; at: number }>();
  return (address: string): boolean => {
    const at = now();
    if (left.size > mostAddresses) left.clear();
    const known = left.get(address) ?? { tokens: burst, at };
    const tokens = Math.min(burst, known.tokens + ((at - known.at) / 1000) * perSecond);
    left.set(address, { tokens: Math.max(0, tokens - 1), at });
    return tokens >= 1;
  };
};

const faultOf = (error: NodeJS.ErrnoException): ListeningFault =>
  error.code === 'EADDRINUSE'
    ? 'port-taken'
    : error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND'
      ? 'address-not-here'
      : 'not-listening';

const end = (response: ServerResponse, status: number, body = ''): void => {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.end(body);
};

/** The bytes of a question as text; nothing where it is longer than any question. */
const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > longestQuestion) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const tooMany = JSON.stringify({ beket: 'neighbour', error: { code: 'too-many' } });

/**
 * The small server other desks ask: one path, POST alone, short questions, few at once. It shares nothing with the server of
 * the desk's page, which stays on the loopback interface. Nothing that is asked or answered is ever logged.
 */
export const listenForNeighbours = (
  host: string,
  port: number,
  answer: (request: DoorRequest) => DoorAnswer,
  /** Monotonic milliseconds. */
  now: () => number = () => performance.now(),
): ReturnType<NeighbourPort['listen']> => {
  const mayAsk = createRate(now);
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST' || request.url !== neighbourPath) return end(response, 404);
    if (!mayAsk(request.socket.remoteAddress ?? '')) return end(response, 429, tooMany);
    const body = await readBody(request);
    if (body === undefined) return end(response, 413);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
    );
    const { status, body: text } = answer({ headers, body });
    end(response, status, text);
  };
  const server = createServer(
    { headersTimeout: 5_000, requestTimeout: 10_000, maxHeaderSize: 8_192, connectionsCheckingInterval: 2_000 },
    (request, response) => {
      handle(request, response).catch(() => {
        // A fault of ours or of the disk: the other desk asks again, and is told nothing.
        if (!response.headersSent) end(response, 500);
        else response.destroy();
      });
    },
  );
  server.maxConnections = mostConnections;
  server.keepAliveTimeout = 1;
  return new Promise((resolve) => {
    server.once('error', (error) => resolve({ fault: faultOf(error) }));
    server.listen(port, host, () => {
      server.on('error', () => undefined);
      resolve({
        port: (server.address() as AddressInfo).port,
        stop: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
};
