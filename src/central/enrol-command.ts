import { existsSync, readFileSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { join } from 'node:path';
import { readAddress } from './address-file.ts';
import { StartFault } from './database.ts';
import type { EnrolOptions } from './options.ts';

const tokenOf = (data: string): string => {
  const file = join(data, 'administrator-token');
  if (!existsSync(file)) throw new StartFault(`No centre has run in ${data}. Give its folder with --data.`);
  return readFileSync(file, 'utf8').trim();
};

/** The code and when it ends, from the centre that runs on this data folder. */
export const askForCode = async (options: EnrolOptions): Promise<{ code: string; expiresAt: string; url: string }> => {
  const { data, post, lane, hours, replaces } = options;
  const token = tokenOf(data);
  const url = options.url ?? readAddress(data);
  if (url === undefined)
    throw new StartFault('The centre is not running. Start it with npm run central, then ask again.');
  const { status, body } = await postJson(new URL('/v1/admin/codes', url), token, { post, lane, hours, replaces });
  if (status === 200 && body.code && body.expiresAt) return { code: body.code, expiresAt: body.expiresAt, url };
  throw new StartFault(`The centre at ${url} refused: ${body.error?.message ?? `HTTP ${status}`}`);
};

type Answer = { code?: string; expiresAt?: string; error?: { message: string } };

/** On this very machine the certificate names the public host, not the loopback address; the token file is the proof. */
const postJson = (url: URL, token: string, value: object): Promise<{ status: number; body: Answer }> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const isLocal = /^(localhost|127\.|\[::1\])/.test(url.hostname);
    const send = url.protocol === 'https:' ? tlsRequest : plainRequest;
    const call = send(url, { method: 'POST', headers, rejectUnauthorized: !isLocal, timeout: 10_000 }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, body: parse(Buffer.concat(chunks).toString()) }),
      );
    });
    call.on('timeout', () => call.destroy(new Error('timeout')));
    call.on('error', (fault: NodeJS.ErrnoException) =>
      reject(
        new StartFault(`The centre at ${url.origin} does not answer (${fault.code ?? fault.message}). Is it running?`),
      ),
    );
    call.end(JSON.stringify(value));
  });

const parse = (text: string): Answer => {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
};
