import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { signatureHeaders, signedText } from '../../src/contract/uplink.ts';
import { sha256, type TestDesk } from './desk.ts';

type RawAnswer = {
  acknowledged?: number;
  rejected?: { seq: number; reason: string }[];
  error?: { code: string; acknowledged?: number };
};

/** A batch as a desk would never make it: lines by hand, signed with its key. */
export const pushLines = async (
  url: string,
  desk: TestDesk,
  after: number,
  lines: readonly string[],
  { time = new Date().toISOString(), nonce = randomBytes(8).toString('hex') } = {},
): Promise<{ status: number; body: RawAnswer }> => {
  const path = `/v1/stations/${desk.stationId}/entries?after=${after}`;
  const body = gzipSync(lines.join('\n'));
  const headers = {
    'content-type': 'application/x-ndjson',
    'content-encoding': 'gzip',
    [signatureHeaders.station]: desk.stationId,
    [signatureHeaders.time]: time,
    [signatureHeaders.nonce]: nonce,
    [signatureHeaders.signature]: desk.sign(
      signedText({ method: 'POST', path, station: desk.stationId, time, nonce, bodyHash: sha256(body) }),
    ),
  };
  const answer = await fetch(url + path, { method: 'POST', headers, body });
  return { status: answer.status, body: (await answer.json()) as RawAnswer };
};
