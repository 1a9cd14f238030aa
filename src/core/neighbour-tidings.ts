import { feedNames, type FeedAnswer, type KnownDesk } from '../contract/feeds.ts';
import { parcelSize, type NeighbourQuestion, type Tidings } from '../contract/neighbour.ts';
import type { StickAnswerFile } from '../contract/stick.ts';
import type { NeighbourPort } from './neighbour-ports.ts';
import { ownStays } from './neighbour-stays.ts';
import type { Ports } from './ports.ts';
import { StickRefusal, stickSteps, takeStickAnswer } from './stick.ts';
import type { Sync } from './sync.ts';

type Parts = {
  readonly ports: Pick<Ports, 'clock' | 'log' | 'evidence' | 'store' | 'vault' | 'stick' | 'base64'>;
  readonly neighbour: Pick<NeighbourPort, 'shelf' | 'keyOf'>;
  readonly sync: Pick<Sync, 'state' | 'heardElsewhere'>;
  /** The centre's word about our own log came by way of a neighbour; so many entries it acknowledged. */
  readonly onAcknowledged: (entries: number) => void;
};

/** Characters of lists passed on in one answer: compressed and sealed between two travellers. */
const mostText = 300_000;

/** What a desk tells and hears of its own log and of what it keeps for others, whoever asked whom. */
export const createTidings = ({ ports, neighbour, sync, onAcknowledged }: Parts) => {
  const { clock, log, evidence, store, vault, stick, base64 } = ports;
  const { shelf, keyOf } = neighbour;
  const parts = { log, store, sealing: stick.sealing };
  const acknowledged = (): number => store.acknowledgedBy(store.config()?.centre?.centreId ?? '');

  /** The centre's answers about our own log; one that is old, cut or another's changes nothing. */
  const hear = (answers: readonly StickAnswerFile[]): void => {
    for (const answer of answers) {
      const before = acknowledged();
      try {
        takeStickAnswer(parts, JSON.stringify(answer));
      } catch (fault) {
        if (fault instanceof StickRefusal) continue;
        throw fault;
      }
      sync.heardElsewhere();
      onAcknowledged(acknowledged() - before);
    }
  };
  const answersFor = (station?: string): StickAnswerFile[] =>
    shelf
      .answers()
      .filter((one) => station === undefined || one.station === station)
      .map(({ text }) => JSON.parse(text) as StickAnswerFile);

  /** Entries behind what the asker carries already, sealed to the centre; only while our own line fails. */
  const parcelFor = (carried: number | undefined): Tidings['parcel'] => {
    const { error, unsent } = sync.state();
    if (carried === undefined || error === undefined || unsent === 0) return undefined;
    const after = carried > log.head().seq ? acknowledged() : Math.max(carried, acknowledged());
    try {
      const at = new Date(clock.now()).toISOString();
      const pieces = [...stickSteps(parts, at, vault.sign, stick.linesOf, { after, most: parcelSize })];
      const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.bytes.length, 0));
      let end = 0;
      for (const piece of pieces) {
        bytes.set(piece.bytes, end);
        end += piece.bytes.length;
      }
      return { after, to: after + (pieces.at(-1)?.done ?? 0), bytes: base64.ofBytes(bytes) };
    } catch (fault) {
      if (fault instanceof StickRefusal) return undefined;
      throw fault;
    }
  };

  /** Signed lists that bring the asker on, as the centre wrote them; the short ones first. */
  const batchesFor = ({ feeds }: NeighbourQuestion): Tidings['batches'] => {
    const batches: Tidings['batches'] = [];
    let size = 0;
    for (const feed of [...feedNames].reverse()) {
      const place = feeds[feed];
      const text = place && shelf.batchAfter(feed, place.cursor, place.at);
      if (text === undefined || (size > 0 && size + text.length > mostText)) continue;
      size += text.length;
      batches.push({ feed, answer: JSON.parse(text) as FeedAnswer });
    }
    return batches;
  };

  return {
    hear,
    answersFor,
    /** What this desk tells another that asked. */
    tell: ({ id }: KnownDesk, question: NeighbourQuestion): Tidings => {
      hear(question.answers);
      const config = store.config();
      const known = question.known[config?.stationId ?? ''] ?? { after: 0 };
      const head = log.head().seq;
      const isOurs =
        known.after <= head &&
        (known.hash === undefined || known.after === 0 || log.find(known.after)?.hash === known.hash);
      const parcel = parcelFor(known.carried);
      return {
        lane: config?.lane ?? '',
        at: new Date(clock.now()).toISOString(),
        head,
        acknowledged: acknowledged(),
        ...(!isOurs && { restart: true }),
        stays: isOurs
          ? ownStays({ log, evidence, keyOf }, config?.centre?.stayKey, known.after)
          : { rows: [], next: 0, more: true },
        batches: batchesFor(question),
        ...(parcel && { parcel }),
        answers: answersFor(id),
      };
    },
  };
};
