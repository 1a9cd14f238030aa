import type { IncomingHttpHeaders } from 'node:http';

/** The names this host answers to. Any other is a page elsewhere whose name was pointed at us (DNS rebinding). */
const hostsOf = (port: number): readonly string[] => [`127.0.0.1:${String(port)}`, `localhost:${String(port)}`];

const one = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join() : header;

export type Refusal = 'foreign-host' | 'foreign-origin' | 'foreign-site' | 'no-mark';

/**
 * Why a request is not from our own page, or `undefined` where it is. Cookies know no ports, so another page on this very
 * machine would send ours along: the origin, and a header that no foreign page may set without asking, tell them apart.
 */
export const refusalOf = (
  request: { readonly method: string; readonly headers: IncomingHttpHeaders; readonly isCall: boolean },
  port: number,
): Refusal | undefined => {
  const { headers } = request;
  const host = headers.host ?? '';
  if (!hostsOf(port).includes(host)) return 'foreign-host';
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return 'foreign-origin';
  // `none` is a person who typed the address.
  const site = one(headers['sec-fetch-site']);
  if (site !== undefined && site !== 'same-origin' && (request.isCall || site !== 'none')) return 'foreign-site';
  if (request.isCall && request.method === 'POST' && one(headers['x-beket']) !== '1') return 'no-mark';
  return undefined;
};
