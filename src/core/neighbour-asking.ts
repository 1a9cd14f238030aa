import type { KnownDesk } from '../contract/feeds.ts';
import { neighbourAnswerText, neighbourPath, type NeighbourQuestion, type Tidings } from '../contract/neighbour.ts';
import { readNeighbourAnswer, readRefusal, readTidings } from '../contract/neighbour-reading.ts';
import type { NeighbourFault } from '../contract/neighbour-views.ts';
import { signatureHeaders, signedText } from '../contract/uplink.ts';
import type { NeighbourPort } from './neighbour-ports.ts';
import type { Ports } from './ports.ts';

type Parts = {
  readonly ports: Pick<Ports, 'clock' | 'random' | 'sha256' | 'store' | 'vault'> & {
    readonly feeds: Pick<Ports['feeds'], 'desks' | 'verify'>;
  };
  readonly neighbour: Pick<NeighbourPort, 'sealing' | 'post'>;
};
export type Told = { readonly desk: KnownDesk; readonly tidings: Tidings };

/** Asks one address. What is not signed by a desk of this post that the centre told of, in answer to this question, is nothing. */
export const createAsk = ({ ports, neighbour }: Parts) => {
  const { clock, random, sha256, store, vault, feeds } = ports;
  return async (
    address: string,
    asked: Omit<NeighbourQuestion, 'ephemeral'>,
  ): Promise<Told | { readonly fault: NeighbourFault }> => {
    const own = store.config();
    if (!own) return { fault: 'unknown-desk' };
    const key = neighbour.sealing.question();
    const body = JSON.stringify({ ...asked, ephemeral: key.ephemeral });
    const [station, time, nonce] = [own.stationId, new Date(clock.now()).toISOString(), random.hex(16)];
    const text = signedText({ method: 'POST', path: neighbourPath, station, time, nonce, bodyHash: sha256(body) });
    const headers = {
      [signatureHeaders.station]: station,
      [signatureHeaders.time]: time,
      [signatureHeaders.nonce]: nonce,
      [signatureHeaders.signature]: vault.sign(text),
    };
    const came = await neighbour.post(address, headers, body);
    if ('fault' in came) return came;
    const answer = readNeighbourAnswer(came.text);
    if (!answer) return { fault: readRefusal(came.text) ?? 'not-a-desk' };
    const desk = feeds.desks.list().find(({ id }) => id === answer.station);
    if (!desk || desk.post !== own.post || desk.revoked) return { fault: 'unsigned' };
    const { ephemeral, sealed, signature } = answer;
    const said = neighbourAnswerText({ asker: station, station: desk.id, nonce, ephemeral, digest: sha256(sealed) });
    if (!feeds.verify(said, signature, desk.publicKey)) return { fault: 'unsigned' };
    const opened = key.open(answer, nonce);
    const tidings = opened === undefined ? undefined : readTidings(opened);
    return tidings ? { desk, tidings } : { fault: 'unsigned' };
  };
};
