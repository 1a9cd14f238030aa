import type { FastifyInstance } from 'fastify';
import { requireAdministrator } from './administrator.ts';
import { largestStick } from '../contract/stick-line.ts';
import type { Centre } from './centre.ts';
import { StickRefusal } from './stick.ts';
import { importStick } from './stick-import.ts';

/** What came on a stick, brought by an administrator. */
export const stickRoutes = (app: FastifyInstance, centre: Centre): void => {
  const guard = { preHandler: requireAdministrator(centre), bodyLimit: largestStick };
  app.post('/v1/admin/stick', guard, async (request, reply) => {
    const file = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    try {
      return await reply.send({ beket: 'centre', ...(await importStick(centre, file)) });
    } catch (fault) {
      if (!(fault instanceof StickRefusal)) throw fault;
      return reply.status(422).send({ beket: 'centre', error: { code: 'stick', message: fault.message } });
    }
  });
};
