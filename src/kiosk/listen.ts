import type { FastifyInstance } from 'fastify';

/** Where a desk's page is looked for first, so that the address stays the same from day to day. */
const usualPort = 5280;
const portsTried = 20;

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/**
 * Listens on the loopback interface only. A port asked for is that one or none: `undefined` says it is taken. Otherwise
 * the usual one, the next free one after it, or any.
 */
export const listen = async (host: FastifyInstance, asked: number | undefined): Promise<string | undefined> => {
  const usual = Array.from({ length: portsTried }, (_, index) => usualPort + index);
  for (const port of asked === undefined ? [...usual, 0] : [asked]) {
    try {
      return await host.listen({ host: '127.0.0.1', port });
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  return undefined;
};
