import { longestTidings, neighbourPath } from '../../contract/neighbour.ts';
import type { NeighbourPort } from '../../core/neighbour-ports.ts';
import { faultOfError } from './uplink-fault.ts';

const timeoutMs = 10_000;

/** One question over the local network. Answers are sealed and signed, so the way itself need keep nothing secret. */
export const askNeighbour: NeighbourPort['post'] = async (address, headers, body) => {
  if (!URL.canParse(`http://${address}`)) return { fault: 'unreachable' };
  try {
    const answer = await fetch(`http://${address}${neighbourPath}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of answer.body ?? []) {
      length += (chunk as Uint8Array).length;
      if (length > longestTidings) return { fault: 'not-a-desk' };
      chunks.push(chunk as Uint8Array);
    }
    return { text: Buffer.concat(chunks).toString('utf8') };
  } catch (error) {
    return { fault: faultOfError(error).code === 'timeout' ? 'timeout' : 'unreachable' };
  }
};
