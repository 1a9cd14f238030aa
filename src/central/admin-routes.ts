import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { joinCode } from '../contract/centre-key.ts';
import { reasonTextSchema } from '../contract/fleet.ts';
import { requireAdministrator } from './administrator.ts';
import type { Centre } from './centre.ts';
import type { Query } from './database.ts';
import { noteAct } from './fleet-book.ts';
import { branchAnew } from './fork.ts';
import { tellDesks } from './known-desks.ts';
import { newCode } from './secrets.ts';
import { issueCode, listStations, setRevoked } from './station-book.ts';

export const codeRequestSchema = v.object({
  post: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)),
  lane: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,8}$/)),
  hours: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(24 * 14)), 24),
  /** A desk whose key was lost: the code lets this one bring a new key. */
  replaces: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9-]{3,64}$/))),
  reason: v.optional(reasonTextSchema),
});
/** Why, where the holder of the token says so; older scripts send no body. */
export const reasonRequestSchema = v.object({ reason: v.optional(reasonTextSchema) });

type ById = FastifyRequest<{ Params: { stationId: string } }>;

const parseBody = (request: FastifyRequest): unknown => {
  try {
    return JSON.parse(String(request.body)) as unknown;
  } catch {
    return undefined;
  }
};

/** What an administrator may do: issue codes, see the desks, revoke, decide about a fork, look at what was put aside. */
export const adminRoutes = (app: FastifyInstance, centre: Centre): void => {
  const { database, now } = centre;
  const guard = { preHandler: requireAdministrator(centre) };
  const at = (): string => new Date(now()).toISOString();
  const found = (reply: FastifyReply, isFound: boolean): FastifyReply | Promise<FastifyReply> =>
    isFound ? reply.send({ beket: 'centre', at: at() }) : reply.status(404).send({ beket: 'centre', failed: true });

  app.post('/v1/admin/codes', guard, async (request, reply) => {
    const parsed = v.safeParse(codeRequestSchema, parseBody(request));
    if (!parsed.success) {
      const message = `post, lane and hours (at most 336): ${parsed.issues[0].message}`;
      return reply.status(400).send({ beket: 'centre', error: { code: 'bad-schema', message } });
    }
    const { post, lane, hours, replaces, reason } = parsed.output;
    const expiresAt = new Date(now() + hours * 3_600_000).toISOString();
    const code = newCode();
    const { fingerprint } = centre.keys;
    await database.transaction(async (query) => {
      await issueCode(query, { code, post, lane, replaces, issuedAt: at(), expiresAt });
      await noteAct(query, { at: at(), what: 'code', subject: replaces ?? `${post} ${lane}`, reason });
    });
    // A desk that knows fingerprints takes the answer of no other centre; an older one sends all of it, and the rest is passed by.
    return { beket: 'centre', code: joinCode(code, fingerprint), post, lane, expiresAt, fingerprint };
  });

  app.get('/v1/admin/stations', guard, async () => {
    const stations = await listStations(database.query);
    return { beket: 'centre', at: at(), stations: stations.map((station) => ({ ...station, publicKey: undefined })) };
  });

  /** What is done to one desk, and that it was done, or neither. With a change of trust the desks of its post are told. */
  const toOne = (
    what: 'revoke' | 'restore' | 'accept-fork',
    perform: (query: Query, id: string) => Promise<boolean>,
  ): void => {
    app.post(`/v1/admin/stations/:stationId/${what}`, guard, async (request: ById, reply) => {
      const { stationId } = request.params;
      const parsed = v.safeParse(reasonRequestSchema, parseBody(request) ?? {});
      if (!parsed.success) {
        const message = 'A reason has three letters at least.';
        return reply.status(400).send({ beket: 'centre', error: { code: 'bad-schema', message } });
      }
      const isDone = await database.transaction(async (query) => {
        const isFound = await perform(query, stationId);
        if (isFound) await noteAct(query, { at: at(), what, subject: stationId, reason: parsed.output.reason });
        return isFound;
      });
      return found(reply, isDone);
    });
  };
  const trusting =
    (since: () => string | undefined) =>
    async (query: Query, id: string): Promise<boolean> => {
      const isFound = await setRevoked(query, id, since());
      await tellDesks(query);
      return isFound;
    };
  toOne('revoke', trusting(at));
  toOne(
    'restore',
    trusting(() => undefined),
  );
  toOne('accept-fork', branchAnew);

  app.get('/v1/admin/quarantine', guard, async () => {
    const rows = await database.query(
      `SELECT station_id, seq, branch, fault, received_at FROM entries WHERE fault IS NOT NULL
       ORDER BY received_at DESC, station_id, seq LIMIT 1000`,
    );
    const entries = rows.map((row) => ({
      stationId: String(row.station_id),
      seq: Number(row.seq),
      branch: Number(row.branch),
      reason: String(row.fault),
      receivedAt: new Date(row.received_at as string).toISOString(),
    }));
    return { beket: 'centre', at: at(), entries };
  });
};
