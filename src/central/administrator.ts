import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Centre } from './centre.ts';
import { isSameSecret } from './secrets.ts';

/** Lets in who holds the administrator's token, sent as `Authorization: Bearer`. */
export const requireAdministrator =
  ({ administratorToken }: Pick<Centre, 'administratorToken'>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (given === undefined || !isSameSecret(given, administratorToken)) {
      const message = 'Send the administrator token of this centre.';
      await reply.status(401).send({ beket: 'centre', error: { code: 'not-allowed', message } });
    }
  };
