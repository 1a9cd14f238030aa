import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { largestStickPart, stickLinePaths, type StickTakeResponse } from '../contract/stick-line.ts';
import type { Centre } from './centre.ts';
import { isRefusal, refusal, refusalStatus, type Refusal } from './refusal.ts';
import { authenticate } from './signed-request.ts';
import { StickRefusal } from './stick.ts';
import { beginStick } from './stick-import.ts';
import type { SpoolKey, StickSpool } from './stick-spool.ts';

type StickRequest = FastifyRequest<{
  Params: { stationId: string; digest: string };
  Querystring: { at?: string; size?: string };
}>;
type Took = NonNullable<StickTakeResponse['took']>;
/** A whole file being taken in for the desk that brought it; what came of it is told again where the answer was lost. */
type Job = {
  readonly digest: string;
  taking?: Awaited<ReturnType<typeof beginStick>>;
  running?: Promise<Took>;
  over?: Took;
};

/** One answer takes about so long, so that the desk can say how far it is and stop. */
const turnMs = 1_000;

const bodyOf = (request: FastifyRequest): Buffer => (Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
const countOf = (text: string | undefined): number | undefined =>
  /^\d{1,12}$/.test(text ?? '') ? Number(text) : undefined;

/** Files from sticks, brought by a desk that has a line: sent in parts, then taken in piece by piece. */
export const stickLineRoutes = (app: FastifyInstance, centre: Centre, spool: StickSpool): void => {
  const { database, metrics, now } = centre;
  /** One for each desk that brings any. */
  const jobs = new Map<string, Job>();

  const answer = (reply: FastifyReply, outcome: object | Refusal): FastifyReply => {
    const at = new Date(now()).toISOString();
    if (!isRefusal(outcome)) return reply.send({ beket: 'centre', at, ...outcome });
    const { refused: code, message } = outcome;
    metrics.count('beket_refused_total', 1, { code });
    return reply.status(refusalStatus[code]).send({ beket: 'centre', error: { code, message, at } });
  };
  /** Of a file, not of the desk that brings it: the answer is a good one, and says so. */
  const refuseFile = (reply: FastifyReply, key: SpoolKey, refused: StickRefusal['code']): FastifyReply => {
    jobs.delete(key.bearer);
    spool.drop(key);
    metrics.count('beket_sticks_refused_total', 1, { code: refused });
    return reply.send({ beket: 'centre', at: new Date(now()).toISOString(), refused });
  };
  const bearerOf = async (request: StickRequest): Promise<SpoolKey | Refusal> => {
    const { method, url, headers, params } = request;
    const signed = { method, url, headers, body: bodyOf(request) };
    const station = await authenticate(database.query, signed, params.stationId, now());
    if (isRefusal(station)) return station;
    if (/^[0-9a-f]{64}$/.test(params.digest)) return { bearer: station.id, digest: params.digest };
    return refusal('bad-schema', 'Name the file by its SHA-256 in hex.');
  };

  const turn = async (job: Job, key: SpoolKey): Promise<Took> => {
    job.taking ??= await beginStick(centre, spool.open(key));
    const { taking } = job;
    if (taking.digest !== key.digest) throw new StickRefusal('The file was changed on the way.');
    const until = performance.now() + turnMs;
    let isMore = await taking.next();
    while (isMore && performance.now() < until) isMore = await taking.next();
    const { done, stored, rejected } = taking.soFar();
    const took = { stationId: taking.stationId, done, total: taking.total, stored, aside: rejected.length };
    if (isMore) return took;
    job.over = { ...took, answer: await taking.answer() };
    delete job.taking;
    spool.drop(key);
    metrics.count('beket_sticks_total');
    return job.over;
  };

  app.post(stickLinePaths.part, { bodyLimit: 2 * largestStickPart }, async (request: StickRequest, reply) => {
    const key = await bearerOf(request);
    if (isRefusal(key)) return answer(reply, key);
    const [at, size, bytes] = [countOf(request.query.at), countOf(request.query.size), bodyOf(request)];
    if (at === undefined || size === undefined || bytes.length > largestStickPart) {
      return answer(reply, refusal('bad-schema', 'Say by `at` and `size` where the part belongs, a megabyte at most.'));
    }
    // Brought anew: what came of it before is not what comes of it now.
    if (bytes.length === 0 && jobs.get(key.bearer)?.over) jobs.delete(key.bearer);
    const have = spool.put(key, { at, size, bytes });
    return typeof have === 'number' ? answer(reply, { have }) : refuseFile(reply, key, have.refused);
  });

  app.post(stickLinePaths.take, async (request: StickRequest, reply) => {
    const key = await bearerOf(request);
    if (isRefusal(key)) return answer(reply, key);
    const known = jobs.get(key.bearer);
    const job: Job = known?.digest === key.digest ? known : { digest: key.digest };
    jobs.set(key.bearer, job);
    if (job.over) return answer(reply, { took: job.over });
    // Nothing lies here, as after a restart with the last answer lost: the desk begins again.
    if (!job.taking && !job.running && spool.have(key) === 0) return answer(reply, {});
    try {
      // Asked again before it was answered: both hear the same.
      job.running ??= turn(job, key).finally(() => delete job.running);
      return await answer(reply, { took: await job.running });
    } catch (fault) {
      if (!(fault instanceof StickRefusal)) throw fault;
      return refuseFile(reply, key, fault.code);
    }
  });
};
