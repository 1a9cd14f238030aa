import { largestStick, largestStickPart, stickRefusals, type StickLineRefusal } from '../contract/stick-line.ts';
import type { StickAnswer } from '../contract/stick.ts';
import type { Clock, UplinkFault, UplinkResult } from './ports.ts';
import type { StickPort, StickReading } from './stick-ports.ts';

/** Why a file from a stick is not with the centre, as a word the page has a sentence for. */
export type DeliveryFault =
  | StickLineRefusal
  /** The line is gone, or somebody else answers in the centre's place. */
  | 'no-line'
  /** The centre knows no such call. */
  | 'old-centre'
  /** This desk itself is refused. */
  | 'not-let-in'
  | 'stick-gone'
  | 'stopped';

export class DeliveryRefusal extends Error {
  readonly code: DeliveryFault;
  constructor(code: DeliveryFault) {
    super(code);
    this.code = code;
  }
}

type Parts = {
  readonly stick: Pick<StickPort, 'line' | 'sealing'>;
  readonly clock: Pick<Clock, 'ticks'>;
  /** The centre of this desk: the key it pinned says whose answer it is. */
  readonly centre: { readonly url: string; readonly key: string; readonly station: string };
  readonly wait: (ms: number) => Promise<void>;
  readonly tell: (step: 'stick-send' | 'stick-take', done: number, total: number) => void;
  readonly isCalledOff: () => boolean;
};
type Delivered = {
  readonly stationId: string;
  readonly entries: number;
  readonly stored: number;
  readonly aside: number;
  readonly answer: StickAnswer;
  readonly text: string;
};

/** Tries of one question while the line is bad, the waits between them doubling from half a second. */
const mostTries = 4;
const watchMs = 100;
/** Times the centre may have lost what it had, as where it was started anew. */
const mostBeginnings = 3;
const [firstPart, leastPart] = [64 * 1024, 16 * 1024];
/** A part that took less may double, one that took four times as long is too large for the line. */
const comfortableMs = 500;

const isPassing = ({ code }: UplinkFault): boolean =>
  code === 'unreachable' || code === 'timeout' || code === 'server-error';

const faultOf = (fault: UplinkFault): DeliveryFault => {
  if (fault.code === 'too-large') return 'too-large';
  if (fault.detail === 'HTTP 404') return 'old-centre';
  return isPassing(fault) || fault.code === 'not-a-centre' || fault.code === 'tls' ? 'no-line' : 'not-let-in';
};

/**
 * Hands a file to the centre: in parts, going on where it ended before, then asking until all of it was taken in. Throws
 * DeliveryRefusal. Whatever was taken by then is at the centre and is not taken twice.
 */
export const deliverFile = async (parts: Parts, reading: StickReading): Promise<Delivered> => {
  const { stick, clock, centre, tell, isCalledOff } = parts;
  const { size } = reading;
  if (size > largestStick) throw new DeliveryRefusal('too-large');
  const stopIfAsked = (): void => {
    if (isCalledOff()) throw new DeliveryRefusal('stopped');
  };
  /** The line may keep us waiting, who calls it off does not: an answer that comes later is asked for again another time. */
  const unlessStopped = async <T>(asked: Promise<T>): Promise<T> => {
    let isOver = false;
    const answered = asked.finally(() => (isOver = true));
    const watching = async (): Promise<void> => {
      while (!isOver && !isCalledOff()) await parts.wait(watchMs);
    };
    await Promise.race([answered, watching()]);
    stopIfAsked();
    return answered;
  };
  /** Asks again while the line comes and goes. */
  const patiently = async <T extends { refused?: string }>(ask: () => Promise<UplinkResult<T>>): Promise<T> => {
    for (let tries = 1; ; tries += 1) {
      stopIfAsked();
      const answer = await unlessStopped(ask());
      if (answer.ok && answer.value.refused === undefined) return answer.value;
      if (answer.ok)
        throw new DeliveryRefusal(stickRefusals.find((one) => one === answer.value.refused) ?? 'not-whole');
      if (!isPassing(answer.fault) || tries === mostTries) throw new DeliveryRefusal(faultOf(answer.fault));
      await unlessStopped(parts.wait(500 * 2 ** (tries - 1)));
    }
  };
  const digest = await reading.digest();

  const send = async (): Promise<void> => {
    const part = (from: number, bytes: Uint8Array) => stick.line.part(centre, { digest, from, size }, bytes);
    let { have = 0 } = await patiently(() => part(0, new Uint8Array()));
    tell('stick-send', have, size);
    let [length, inVain] = [firstPart, 0];
    while (have < size && inVain < mostTries) {
      const from = have;
      const bytes = await reading.read(from, Math.min(length, size - from));
      if (bytes.length === 0) throw new DeliveryRefusal('stick-gone');
      const started = clock.ticks();
      have = (await patiently(() => part(from, bytes))).have ?? from;
      const took = clock.ticks() - started;
      if (took < comfortableMs) length = Math.min(largestStickPart, length * 2);
      else if (took > 4 * comfortableMs) length = Math.max(leastPart, length >> 1);
      inVain = have > from ? 0 : inVain + 1;
      tell('stick-send', have, size);
    }
    if (have < size) throw new DeliveryRefusal('no-line');
  };

  /** Nothing where the centre no longer has the file. */
  const take = async (): Promise<Delivered | undefined> => {
    for (;;) {
      const { took } = await patiently(() => stick.line.take(centre, digest));
      if (!took) return undefined;
      const { stationId, done, total: entries, stored, aside } = took;
      tell('stick-take', done, entries);
      if (!took.answer) continue;
      const text = JSON.stringify(took.answer);
      const answer = stick.sealing.readStickAnswer(text, centre.key);
      if (answer?.stationId !== stationId) throw new DeliveryRefusal('no-line');
      return { stationId, entries, stored, aside, answer, text };
    }
  };

  for (let beginnings = 0; beginnings < mostBeginnings; beginnings += 1) {
    await send();
    const delivered = await take();
    if (delivered) return delivered;
  }
  throw new DeliveryRefusal('no-line');
};
