import * as v from 'valibot';
import { uplinkErrorSchema } from '../../contract/uplink.ts';
import type { UplinkFault } from '../../core/ports.ts';

/** Codes of Node and OpenSSL that mean the other side could not prove who it is. */
const tlsCode = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO|INVALID_CA|CRL_)/;
const timeoutCode = /TIMEOUT|ETIMEDOUT/;

/** What `fetch` threw, as a word the page has a sentence for. The cause carries the code of the machine. */
export const faultOfError = (error: unknown): UplinkFault => {
  const [name, code] = [nameOf(error), codeOf(error)];
  if (name === 'TimeoutError' || name === 'AbortError' || timeoutCode.test(code)) return { code: 'timeout' };
  if (tlsCode.test(code)) return { code: 'tls', detail: code };
  return { code: 'unreachable', detail: code || (error instanceof Error ? error.message : undefined) };
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
};

/** What an answer says that is not the one hoped for. Only the centre's own words are believed (T15). */
export const faultOfAnswer = (status: number, body: unknown): UplinkFault => {
  const refusal = v.safeParse(uplinkErrorSchema, body);
  if (!refusal.success) {
    return { code: status >= 500 ? 'server-error' : 'not-a-centre', detail: `HTTP ${status}` };
  }
  const { code, message, acknowledged } = refusal.output.error;
  // A replay that comes back to us was ours, sent twice on the way: the next try carries a new nonce.
  return { code: code === 'replayed' ? 'unreachable' : code, detail: message, acknowledged };
};
