import { promisify } from 'node:util';
import { gunzip, zstdDecompress } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { enrolRequestSchema, protocols, uplinkPaths } from '../contract/uplink.ts';
import { readBatch } from './batch.ts';
import type { Centre } from './centre.ts';
import { enrol } from './enrolment.ts';
import { ingest } from './ingest.ts';
import { isRefusal, refusal, refusalStatus, type Refusal } from './refusal.ts';
import { StickRefusal } from './stick.ts';
import { importStick } from './stick-import.ts';
import { admit, authenticate, checkEnrolment, identify, type SignedRequest } from './signed-request.ts';

const unpackers = { gzip: promisify(gunzip), zstd: promisify(zstdDecompress) } as const;
/** A batch unpacks to this at most: a small file that unpacks to gigabytes is an attack. */
const largestBatch = 64 * 1024 * 1024;

type StationRequest = FastifyRequest<{ Params: { stationId: string }; Querystring: { after?: string } }>;

const bodyOf = (request: FastifyRequest): Buffer => (Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));

const signedOf = (request: FastifyRequest): SignedRequest => ({
  method: request.method,
  url: request.url,
  headers: request.headers,
  body: bodyOf(request),
});

const unpack = async (request: FastifyRequest): Promise<string | Refusal> => {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return bodyOf(request).toString('utf8');
  if (encoding !== 'gzip' && encoding !== 'zstd') return refusal('bad-schema', `Nobody here unpacks ${encoding}.`);
  try {
    return (await unpackers[encoding](bodyOf(request), { maxOutputLength: largestBatch })).toString('utf8');
  } catch (fault) {
    return (fault as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
      ? refusal('too-large', 'The batch unpacks to more than 64 MB. Send fewer entries at once.')
      : refusal('bad-schema', 'The batch does not unpack.');
  }
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** What desks may ask. Every answer says `beket: 'centre'`. */
export const stationRoutes = (app: FastifyInstance, centre: Centre): void => {
  const { database, metrics, now } = centre;
  const answer = async (reply: FastifyReply, outcome: object | Refusal): Promise<FastifyReply> => {
    const at = new Date(now()).toISOString();
    if (!isRefusal(outcome)) return reply.send({ beket: 'centre', at, ...outcome });
    const { refused: code, message, acknowledged } = outcome;
    metrics.count('beket_refused_total', 1, { code });
    return reply.status(refusalStatus[code]).send({ beket: 'centre', error: { code, message, acknowledged, at } });
  };

  app.post(uplinkPaths.enrol, async (request, reply) => {
    const parsed = v.safeParse(enrolRequestSchema, parseJson(bodyOf(request).toString('utf8')));
    if (!parsed.success) return answer(reply, refusal('bad-schema', 'This is not a request to enrol.'));
    const outcome = await database.transaction(
      async (query) =>
        (await checkEnrolment(query, signedOf(request), parsed.output, now())) ??
        enrol(query, parsed.output, centre, now()),
    );
    return answer(reply, outcome);
  });

  app.get(uplinkPaths.head, async (request: StationRequest, reply) => {
    const station = await authenticate(database.query, signedOf(request), request.params.stationId, now());
    if (isRefusal(station)) return answer(reply, station);
    const { seq, hash } = station.head;
    return answer(reply, { acknowledged: seq, hash: seq ? hash : undefined, protocols });
  });

  const take = async (request: StationRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { stationId } = request.params;
    const known = await identify(database.query, signedOf(request), stationId, now());
    if (isRefusal(known)) return answer(reply, known);
    const text = await unpack(request);
    if (isRefusal(text)) return answer(reply, text);
    const after = Number(request.query.after);
    if (!Number.isSafeInteger(after) || after < 0) {
      return answer(reply, refusal('bad-schema', 'Say by `after` what sequence number the batch follows.'));
    }
    const batch = readBatch(text, stationId, after);
    const outcome = await ingest(centre, stationId, batch, now(), (query) => admit(query, known, now()));
    if (isRefusal(outcome)) return answer(reply, outcome);
    const { stored, rejected, acknowledged } = outcome;
    metrics.count('beket_entries_total', stored);
    for (const { reason } of rejected) metrics.count('beket_rejected_total', 1, { reason });
    return answer(reply, { acknowledged, rejected });
  };
  /** Entries of a desk without a line, by the hand of one that has one: whoever brings them first is the one who did. */
  const takeCarried = async (request: StationRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const bearer = await authenticate(database.query, signedOf(request), request.params.stationId, now());
    if (isRefusal(bearer)) return answer(reply, bearer);
    try {
      const { answer: forWriter } = await importStick(centre, bodyOf(request));
      return await answer(reply, { answer: forWriter });
    } catch (fault) {
      if (!(fault instanceof StickRefusal)) throw fault;
      // A word about what was brought, in a good answer: the desk that brought it did nothing wrong.
      return reply.send({ beket: 'centre', at: new Date(now()).toISOString(), refused: fault.code });
    }
  };
  app.post(uplinkPaths.carried, takeCarried);
  app.post(uplinkPaths.entries, take);
  app.post(uplinkPaths.entriesZstd, take);
};
