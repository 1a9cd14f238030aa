import { stickBatch, stickVersion, type StickAnswer } from '../contract/stick.ts';
import type { CrossingLog, StationStore, Vault } from './ports.ts';
import type { StickSealing } from './stick-ports.ts';

type Parts = {
  readonly log: Pick<CrossingLog, 'head' | 'entriesAfter' | 'find'>;
  readonly store: Pick<StationStore, 'config' | 'acknowledgedBy' | 'saveAcknowledged'>;
  readonly sealing: StickSealing;
};

/** Why nothing is written or taken, as a word the page has a sentence for. */
export type StickFault =
  /** No centre, or one that has never told its key for sticks. */
  | 'no-stick-key'
  | 'nothing-unsent'
  /** No answer, cut, changed, or not signed by the centre of this desk. */
  | 'not-an-answer'
  /** No answer lies in the folder. */
  | 'no-answer'
  | 'other-desk'
  | 'other-centre'
  /** It says less than what is known already. */
  | 'old-answer'
  /** The centre holds another entry under that number, or more than we have. */
  | 'fork';

export class StickRefusal extends Error {
  readonly code: StickFault;
  constructor(code: StickFault) {
    super(code);
    this.code = code;
  }
}

/** One piece of a stick as it is made, and how many entries are on it so far. */
type StickStep = { readonly bytes: Uint8Array; readonly done: number; readonly total: number };

/**
 * What goes onto a stick: everything the centre has not acknowledged, piece by piece, so that a long one can be shown and
 * given up. The log is not touched, and nothing counts as sent before the centre's answer is here.
 */
export function* stickSteps(
  { log, store, sealing }: Parts,
  at: string,
  sign: Vault['sign'],
  linesOf: (entries: ReturnType<CrossingLog['entriesAfter']>) => string,
  /** Not everything: so many entries at most behind one the centre, or who carries them, has. */
  span?: { readonly after: number; readonly most: number },
): Generator<StickStep> {
  const config = store.config();
  const { key, stickKey, centreId } = config?.centre ?? {};
  if (!config || !key || !stickKey || !centreId || !sealing.isStickKeyOf(key, stickKey)) {
    throw new StickRefusal('no-stick-key');
  }
  const head = log.head().seq;
  const after = Math.min(span?.after ?? store.acknowledgedBy(centreId), head);
  const to = Math.min(head, after + (span?.most ?? head));
  if (to === after) throw new StickRefusal('nothing-unsent');
  const { stationId } = config;
  const about = { beket: 'stick', version: stickVersion, stationId, centreId, after, to, at } as const;
  const seal = sealing.createStickSeal(about, stickKey.key, sign);
  const total = to - after;
  yield { bytes: seal.header, done: 0, total };
  for (let from = after; from < to; from += stickBatch) {
    const entries = log.entriesAfter(from, Math.min(stickBatch, to - from));
    yield { bytes: seal.piece(linesOf(entries)), done: from - after + entries.length, total };
  }
  yield { bytes: seal.end(), done: total, total };
}

/** Takes the centre's answer file. What it acknowledges is compared with our own entry, as over the line (T13). */
export const takeStickAnswer = ({ log, store, sealing }: Parts, text: string): StickAnswer => {
  const config = store.config();
  const { key, centreId } = config?.centre ?? {};
  if (!config || !key || !centreId) throw new StickRefusal('no-stick-key');
  const answer = sealing.readStickAnswer(text, key);
  if (!answer) throw new StickRefusal('not-an-answer');
  if (answer.centreId !== centreId) throw new StickRefusal('other-centre');
  if (answer.stationId !== config.stationId) throw new StickRefusal('other-desk');
  const { acknowledged, hash } = answer;
  const own = log.find(acknowledged)?.hash;
  if (acknowledged > log.head().seq || (hash !== undefined && acknowledged > 0 && own !== hash)) {
    throw new StickRefusal('fork');
  }
  if (acknowledged <= store.acknowledgedBy(centreId)) throw new StickRefusal('old-answer');
  store.saveAcknowledged(acknowledged, centreId);
  return answer;
};

/** The newest answer for this desk among many; where there is none, why the nearest to one was not taken. */
export const takeNewestAnswer = (parts: Parts, texts: readonly string[]): StickAnswer => {
  const key = parts.store.config()?.centre?.key;
  const told = texts
    .map((text) => ({ text, answer: key === undefined ? undefined : parts.sealing.readStickAnswer(text, key) }))
    .sort((one, other) => (other.answer?.acknowledged ?? -1) - (one.answer?.acknowledged ?? -1));
  const [first] = told;
  if (!first) throw new StickRefusal('no-answer');
  const station = parts.store.config()?.stationId;
  return takeStickAnswer(parts, (told.find(({ answer }) => answer?.stationId === station) ?? first).text);
};
