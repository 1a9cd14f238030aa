import type { KnownDesk } from '../contract/feeds.ts';
import {
  neighbourAnswerText,
  neighbourPath,
  type NeighbourQuestion,
  type NeighbourRefusal,
  type Tidings,
} from '../contract/neighbour.ts';
import { readQuestion } from '../contract/neighbour-reading.ts';
import { signatureHeaders, signatureWindowSeconds, signedText } from '../contract/uplink.ts';
import type { DoorAnswer, DoorRequest, NeighbourPort } from './neighbour-ports.ts';
import type { Ports } from './ports.ts';

type Parts = {
  readonly ports: Pick<Ports, 'clock' | 'sha256' | 'store' | 'vault'> & {
    readonly feeds: Pick<Ports['feeds'], 'desks' | 'verify'>;
  };
  readonly neighbour: Pick<NeighbourPort, 'sealing' | 'shelf'>;
  readonly tell: (asker: KnownDesk, question: NeighbourQuestion) => Tidings;
};
type Asked = { readonly asker: KnownDesk; readonly nonce: string; readonly question: NeighbourQuestion };

const statusOf: Readonly<Record<NeighbourRefusal, number>> = {
  'unknown-desk': 401,
  revoked: 403,
  'bad-signature': 401,
  replayed: 409,
  'clock-skew': 401,
  'other-centre': 403,
  'bad-question': 400,
  'too-many': 429,
  itself: 409,
};

/** The way in for other desks: who is not enrolled at this post, or asks late, twice or unsigned, learns nothing but why. */
export const createDoor = ({ ports, neighbour, tell }: Parts): ((request: DoorRequest) => DoorAnswer) => {
  const { clock, sha256, store, vault, feeds } = ports;

  const check = ({ headers, body }: DoorRequest): Asked | NeighbourRefusal => {
    const read = (name: keyof typeof signatureHeaders): string => headers[signatureHeaders[name]] ?? '';
    const [station, time, nonce, signature] = [read('station'), read('time'), read('nonce'), read('signature')];
    const config = store.config();
    const asker = feeds.desks.list().find(({ id }) => id === station);
    if (!asker || !config || asker.post !== config.post) return 'unknown-desk';
    if (asker.id === config.stationId) return 'itself';
    const text = signedText({ method: 'POST', path: neighbourPath, station, time, nonce, bodyHash: sha256(body) });
    if (!/^[0-9a-f]{16,64}$/.test(nonce) || !feeds.verify(text, signature, asker.publicKey)) return 'bad-signature';
    if (asker.revoked) return 'revoked';
    const skew = Math.abs(Date.parse(time) - clock.now());
    if (!(skew <= signatureWindowSeconds * 1000)) return 'clock-skew';
    if (!neighbour.shelf.isFresh(station, nonce, clock.now())) return 'replayed';
    const question = readQuestion(body);
    if (!question) return 'bad-question';
    return question.centre === config.centre?.centreId ? { asker, nonce, question } : 'other-centre';
  };

  const refuse = (code: NeighbourRefusal): DoorAnswer => ({
    status: statusOf[code],
    body: JSON.stringify({ beket: 'neighbour', error: { code, at: new Date(clock.now()).toISOString() } }),
  });

  return (request) => {
    const asked = check(request);
    if (typeof asked === 'string') return refuse(asked);
    const { asker, nonce, question } = asked;
    const sealed = neighbour.sealing.seal(JSON.stringify(tell(asker, question)), question.ephemeral, nonce);
    if (!sealed) return refuse('bad-question');
    const station = store.config()?.stationId ?? '';
    const digest = sha256(sealed.sealed);
    const text = neighbourAnswerText({ asker: asker.id, station, nonce, ephemeral: sealed.ephemeral, digest });
    return {
      status: 200,
      body: JSON.stringify({ beket: 'neighbour', station, ...sealed, signature: vault.sign(text) }),
    };
  };
};
