import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, gzip, zstdCompress } from 'node:zlib';
import * as v from 'valibot';
import {
  carriedResponseSchema,
  enrolResponseSchema,
  entriesMediaType,
  entriesResponseSchema,
  headResponseSchema,
  signatureHeaders,
  signedText,
  uplinkPaths,
} from '../../contract/uplink.ts';
import { feedAnswerSchema, feedPath } from '../../contract/feeds.ts';
import type { FeedLine } from '../../core/feed-ports.ts';
import type { NeighbourPort } from '../../core/neighbour-ports.ts';
import type { Uplink, UplinkFault, UplinkResult } from '../../core/ports.ts';
import type { AskJson } from './fleet-line.ts';
import type { AskBytes } from './stick-line.ts';
import { fullLines, thinLines } from './uplink-lines.ts';
import { faultOfAnswer, faultOfError } from './uplink-fault.ts';

type Parts = {
  /** Ed25519 signature in Base64, by the vault. */
  readonly sign: (text: string) => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Fresh lower-case hex, at least 16 digits. */
  readonly nonce: () => string;
  readonly fetch?: typeof fetch;
  /** Milliseconds for a short question; a batch is given more by its size. */
  readonly timeoutMs?: number;
};

type Call = { url: string; path: string; station: string; method: 'GET' | 'POST'; body?: Buffer; mediaType?: string };

/** Largest answer read: a fleet of five thousand desks; a centre's other answers are far smaller. */
const longestAnswer = 1 << 23;
/** Bytes a second that a batch is given at least: a quarter of 64 kbit/s. */
const slowestLine = 2_000;

/** The least search: lines repeat themselves so closely that more of it costs time and finds nothing (95 bytes a record; at level 3, 100). */
const lightly = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const zstd = promisify(zstdCompress);
const packers = { gzip: promisify(gzip), zstd: (lines: string) => zstd(lines, lightly) } as const;
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Crossings name people: beyond this machine they travel inside TLS only. */
const addressOf = (url: string, path: string): URL | UplinkFault => {
  if (!URL.canParse(url)) return { code: 'unreachable', detail: 'not an address' };
  const address = new URL(url.replace(/\/+$/, '') + path);
  if (address.protocol === 'https:') return address;
  if (address.protocol === 'http:' && loopback.test(address.hostname)) return address;
  return { code: 'tls', detail: 'the address must begin with https://' };
};

const readAnswer = async (answer: Response): Promise<unknown> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += (chunk as Uint8Array).length;
    if (length > longestAnswer) return undefined;
    chunks.push(chunk as Uint8Array);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
};

/** The line to the centre over HTTP. Never throws; every request is signed, every answer is parsed before it is believed. */
export const createUplink = ({
  sign,
  now,
  nonce,
  fetch: send = fetch,
  timeoutMs = 15_000,
}: Parts): Uplink & { feed: FeedLine; askJson: AskJson; askBytes: AskBytes; carry: NeighbourPort['deliver'] } => {
  const signed = ({ path, station, method, body }: Call): Record<string, string> => {
    const parts = { station, time: new Date(now()).toISOString(), nonce: nonce() };
    const bodyHash = createHash('sha256')
      .update(body ?? '')
      .digest('hex');
    return {
      [signatureHeaders.station]: parts.station,
      [signatureHeaders.time]: parts.time,
      [signatureHeaders.nonce]: parts.nonce,
      [signatureHeaders.signature]: sign(signedText({ ...parts, method, path, bodyHash })),
    };
  };

  const ask = async <S extends v.GenericSchema>(
    call: Call,
    schema: S,
    extra: Record<string, string> = {},
  ): Promise<UplinkResult<v.InferOutput<S>>> => {
    const address = addressOf(call.url, call.path);
    if (!(address instanceof URL)) return { ok: false, fault: address };
    try {
      const answer = await send(address, {
        method: call.method,
        headers: {
          accept: 'application/json',
          ...extra,
          ...signed({ ...call, path: address.pathname + address.search }),
        },
        body: call.body as Uint8Array<ArrayBuffer> | undefined,
        // A redirect is somebody else's answer; a signature is good for one path.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs + Math.ceil(((call.body?.length ?? 0) * 1000) / slowestLine)),
      });
      const body = await readAnswer(answer);
      const value = v.safeParse(schema, body);
      if (answer.status === 200 && value.success) return { ok: true, value: value.output };
      return { ok: false, fault: faultOfAnswer(answer.status, body) };
    } catch (error) {
      return { ok: false, fault: faultOfError(error) };
    }
  };

  const askBytes: AskBytes = (where, bytes, schema) =>
    ask({ ...where, method: 'POST', body: Buffer.from(bytes) }, schema, { 'content-type': 'application/octet-stream' });
  const at = (path: string, stationId: string): string => path.replace(':stationId', stationId);
  /** Addresses that said they take the second version; forgotten where one no longer knows it. */
  const newer = new Set<string>();
  const post = async (url: string, stationId: string, after: number, lines: string) => {
    const send = async (path: string, encoding: keyof typeof packers) => {
      const body = await packers[encoding](lines);
      const call: Call = {
        url,
        path: `${at(path, stationId)}?after=${after}`,
        station: stationId,
        method: 'POST',
        body,
      };
      return ask(call, entriesResponseSchema, { 'content-type': entriesMediaType, 'content-encoding': encoding });
    };
    const first = newer.has(url) ? await send(uplinkPaths.entriesZstd, 'zstd') : undefined;
    if (first && (first.ok || first.fault.detail !== 'HTTP 404')) return first;
    newer.delete(url);
    return send(uplinkPaths.entries, 'gzip');
  };

  return {
    enrol: (url, request) => {
      const body = Buffer.from(JSON.stringify(request));
      const call: Call = { url, path: uplinkPaths.enrol, station: request.stationId, method: 'POST', body };
      return ask(call, enrolResponseSchema, { 'content-type': 'application/json' });
    },
    head: async (url, stationId) => {
      const call: Call = { url, path: at(uplinkPaths.head, stationId), station: stationId, method: 'GET' };
      const answer = await ask(call, headResponseSchema);
      if (answer.ok && answer.value.protocols?.includes(2)) newer.add(url);
      else if (answer.ok) newer.delete(url);
      return answer;
    },
    feed: (url, stationId, feed, after) => {
      const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
      const path = feedPath.replace(':feed', feed) + query;
      return ask({ url, path, station: stationId, method: 'GET' }, feedAnswerSchema);
    },
    askJson: (where, value, schema) => {
      const call: Call = { ...where, method: 'POST', body: Buffer.from(JSON.stringify(value)) };
      return ask(call, schema, { 'content-type': 'application/json' });
    },
    askBytes,
    carry: (url, stationId, parcel) =>
      askBytes({ url, path: at(uplinkPaths.carried, stationId), station: stationId }, parcel, carriedResponseSchema),
    push: async (url, stationId, entries) => {
      const after = (entries[0]?.seq ?? 1) - 1;
      const thin = await post(url, stationId, after, thinLines(entries));
      if (thin.ok || thin.fault.code !== 'bad-chain') return thin;
      // What was left out could not be put together again, so one line is wrong: with all hashes the centre can tell which.
      return post(url, stationId, after, fullLines(entries));
    },
  };
};
