import { existsSync, readFileSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { join } from 'node:path';
import { readAddress } from './address-file.ts';
import { StartFault } from './database.ts';

const tokenOf = (data: string): string => {
  const file = join(data, 'administrator-token');
  if (!existsSync(file)) throw new StartFault(`No centre has run in ${data}. Give its folder with --data.`);
  return readFileSync(file, 'utf8').trim();
};

export type Answer = Readonly<Record<string, unknown>> & { readonly error?: { readonly message: string } };

/** On this very machine the certificate names the public host, not the loopback address; the token file is the proof. */
const post = (url: URL, token: string, body: string | Uint8Array): Promise<{ status: number; body: Answer }> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const isLocal = /^(localhost|127\.|\[::1\])/.test(url.hostname);
    const send = url.protocol === 'https:' ? tlsRequest : plainRequest;
    const call = send(url, { method: 'POST', headers, rejectUnauthorized: !isLocal, timeout: 60_000 }, (answer) => {
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
    call.end(body);
  });

const parse = (text: string): Answer => {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
};

/** Asks the centre that runs on a data folder, with its own token. What it refuses is said in one line. */
export const askCentre = async (
  { data, url: given }: { readonly data: string; readonly url?: string },
  path: string,
  body: string | Uint8Array,
): Promise<{ readonly url: string; readonly body: Answer }> => {
  const token = tokenOf(data);
  const url = given ?? readAddress(data);
  if (url === undefined)
    throw new StartFault('The centre is not running. Start it with npm run central, then ask again.');
  const answer = await post(new URL(path, url), token, body);
  if (answer.status === 200) return { url, body: answer.body };
  throw new StartFault(`The centre at ${url} refused: ${answer.body.error?.message ?? `HTTP ${answer.status}`}`);
};
