import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import {
  fleetActRequestSchema,
  fleetActSchema,
  fleetPaths,
  fleetRequestSchema,
  healthRequestSchema,
  reasonTextSchema,
  type FleetAct,
} from '../contract/fleet.ts';
import { signatureHeaders } from '../contract/uplink.ts';
import { hasRole, type Officer } from '../domain/officer.ts';
import { requireAdministrator } from './administrator.ts';
import type { Centre } from './centre.ts';
import { feedRow } from './feed-items.ts';
import { actOnFleet, type Actor } from './fleet-acts.ts';
import { noteAct, saveHealth } from './fleet-book.ts';
import { fleetView } from './fleet-view.ts';
import type { HeldChecks } from './held-check.ts';
import { isRefusal, refusal, refusalStatus, type Refusal } from './refusal.ts';
import { authenticate } from './signed-request.ts';
import { setAdministers, type Station } from './station-book.ts';

export const adminActRequestSchema = v.object({ reason: reasonTextSchema, act: fleetActSchema });

const bodyOf = (request: FastifyRequest): Buffer => (Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
const jsonOf = (request: FastifyRequest): unknown => {
  try {
    return JSON.parse(bodyOf(request).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
};

/** How desks are, and what administrators do about it. */
export const fleetRoutes = (app: FastifyInstance, centre: Centre, checks: HeldChecks): void => {
  const { database, metrics, now } = centre;
  const { query } = database;
  const at = (): string => new Date(now()).toISOString();
  const answer = (reply: FastifyReply, outcome: object | Refusal): FastifyReply => {
    if (!isRefusal(outcome))
      return reply.header('cache-control', 'no-store').send({ beket: 'centre', at: at(), ...outcome });
    const { refused: code, message } = outcome;
    metrics.count('beket_refused_total', 1, { code });
    return reply.status(refusalStatus[code]).send({ beket: 'centre', error: { code, message, at: at() } });
  };

  /** What a desk sent, signed by it; the schema is asked after the signature. */
  const signed = async <S extends v.GenericSchema>(
    request: FastifyRequest,
    schema: S,
  ): Promise<{ readonly station: Station; readonly value: v.InferOutput<S> } | Refusal> => {
    const id = String(request.headers[signatureHeaders.station]);
    const { method, url, headers } = request;
    const station = await authenticate(query, { method, url, headers, body: bodyOf(request) }, id, now());
    if (isRefusal(station)) return station;
    const parsed = v.safeParse(schema, jsonOf(request));
    return parsed.success
      ? { station, value: parsed.output }
      : refusal('bad-schema', `This cannot be read: ${v.getDotPath(parsed.issues[0]) ?? 'body'}.`);
  };

  /** Whoever a desk says is signed in must be an administrator here as well, and the desk one that may. */
  const administratorAt = async (
    { id, post, administers, retiredAt }: Station,
    badge: string,
  ): Promise<Actor | Refusal> => {
    const row = await feedRow(query, 'officers', badge);
    const { officer } = (row?.item ?? {}) as { officer?: Officer };
    const isKnown = officer?.active === true && hasRole(officer.role, 'administrator');
    const isHere = row?.posts === undefined || row.posts.includes(post);
    if (!administers || retiredAt !== undefined) {
      return refusal('not-allowed', 'This desk may not look after the fleet. The keeper of the centre allows it.');
    }
    if (!isKnown || !isHere) {
      return refusal('not-allowed', 'The centre knows no administrator of this badge at this post.');
    }
    return { officer: badge, via: id, posts: row?.posts };
  };

  const act = async (actor: Actor, what: FleetAct, reason: string): Promise<object | Refusal> => {
    const done = await actOnFleet(centre, actor, what, reason, now());
    if (isRefusal(done)) return done;
    metrics.count('beket_fleet_acts_total', 1, { what: what.what });
    if (done.check !== undefined) checks.ask(done.check);
    return done.code ? { code: done.code } : {};
  };

  app.post(fleetPaths.health, async (request: FastifyRequest<{ Params: { stationId: string } }>, reply) => {
    const asked = await signed(request, healthRequestSchema);
    if (isRefusal(asked)) return answer(reply, asked);
    if (asked.station.id !== request.params.stationId) return answer(reply, refusal('bad-signature', 'Another desk.'));
    await saveHealth(query, asked.station.id, at(), asked.value);
    return answer(reply, {});
  });

  app.post(fleetPaths.fleet, async (request, reply) => {
    const asked = await signed(request, fleetRequestSchema);
    if (isRefusal(asked)) return answer(reply, asked);
    const actor = await administratorAt(asked.station, asked.value.officer);
    return answer(reply, isRefusal(actor) ? actor : await fleetView(query, now(), actor.posts));
  });

  app.post(fleetPaths.acts, async (request, reply) => {
    const asked = await signed(request, fleetActRequestSchema);
    if (isRefusal(asked)) return answer(reply, asked);
    const actor = await administratorAt(asked.station, asked.value.officer);
    return answer(reply, isRefusal(actor) ? actor : await act(actor, asked.value.act, asked.value.reason));
  });

  const guard = { preHandler: requireAdministrator(centre) };
  app.get('/v1/admin/fleet', guard, async (_request, reply) => answer(reply, await fleetView(query, now())));
  app.post('/v1/admin/fleet/acts', guard, async (request, reply) => {
    const parsed = v.safeParse(adminActRequestSchema, jsonOf(request));
    if (!parsed.success) return answer(reply, refusal('bad-schema', 'Give act and reason.'));
    return answer(reply, await act({ officer: 'centre' }, parsed.output.act, parsed.output.reason));
  });
  for (const what of ['allow', 'disallow'] as const) {
    app.post(
      `/v1/admin/stations/:stationId/${what}`,
      guard,
      async (request: FastifyRequest<{ Params: { stationId: string } }>, reply) => {
        const { stationId } = request.params;
        if (!(await setAdministers(query, stationId, what === 'allow'))) {
          return reply
            .status(404)
            .send({ beket: 'centre', error: { code: 'no-such-station', message: 'There is no such desk.' } });
        }
        await noteAct(query, { at: at(), what, subject: stationId });
        return answer(reply, {});
      },
    );
  }
};
