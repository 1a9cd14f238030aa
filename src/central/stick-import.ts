import { setImmediate as breath } from 'node:timers/promises';
import { readBatch } from './batch.ts';
import { stickBatch, stickVersion, type StickAnswer, type StickAnswerFile } from '../contract/stick.ts';
import { stickRefusals } from '../contract/stick-line.ts';
import type { Centre } from './centre.ts';
import { ingest } from './ingest.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { findStation } from './station-book.ts';
import { openStick, StickRefusal, type StickSource } from './stick.ts';

type Taken = {
  /** Entries looked at so far, those of them that are new here, and those put aside with their reason. */
  readonly done: number;
  readonly stored: number;
  readonly rejected: readonly { readonly seq: number; readonly reason: string }[];
};

/** A file that proved whole and its desk's, taken in piece by piece. */
type StickTaking = {
  readonly stationId: string;
  /** Entries on the file. */
  readonly total: number;
  readonly digest: string;
  soFar(): Taken;
  /** Takes in the next piece; false where there is none. One that failed is taken again. */
  next(): Promise<boolean>;
  /** The file for the way back. */
  answer(): Promise<StickAnswerFile>;
};

const bySource = (file: Buffer): StickSource => ({
  size: file.length,
  read: (at, length) => file.subarray(at, at + length),
});

/** Takes a file from a stick by the same door as the line: what is here already is known by its hash and entered once. */
export const beginStick = async (centre: Centre, source: StickSource): Promise<StickTaking> => {
  const { database, keys, centreId, metrics, now } = centre;
  const { header, digest, pieces, piece, isSignedBy } = await openStick(source, keys, centreId);
  const { stationId, after } = header;
  const station = await findStation(database.query, stationId);
  if (!station) throw new StickRefusal(`The desk ${stationId} is not enrolled here.`, 'unknown-station');
  if (station.revokedAt) throw new StickRefusal(`The desk ${stationId} has been revoked.`, 'revoked');
  if (!isSignedBy(station.publicKey)) {
    throw new StickRefusal(`The file was not signed by the desk ${stationId}.`, 'not-signed');
  }
  const total = Math.max(0, header.to - after);
  let taken: Taken = { done: 0, stored: 0, rejected: [] };
  let index = 0;
  return {
    stationId,
    total,
    digest,
    soFar: () => taken,
    next: async () => {
      if (index >= pieces) return false;
      // The embedded database works in this very thread: between two pieces others have their turn.
      await breath();
      const batch = readBatch(piece(index), stationId, after + index * stickBatch);
      const outcome = await ingest(centre, stationId, batch, now());
      if (isRefusal(outcome)) throw refusalOf(outcome);
      index += 1;
      taken = {
        done: index === pieces ? total : Math.min(total, index * stickBatch),
        stored: taken.stored + outcome.stored,
        rejected: [...taken.rejected, ...outcome.rejected],
      };
      metrics.count('beket_entries_total', outcome.stored);
      return index < pieces;
    },
    answer: () => answerFor(centre, stationId),
  };
};

type StickImported = Omit<Taken, 'done'> & {
  readonly stationId: string;
  readonly entries: number;
  readonly answer: StickAnswerFile;
};

/** The whole of it at once, from memory. */
export const importStick = async (centre: Centre, file: Buffer): Promise<StickImported> => {
  const taking = await beginStick(centre, bySource(file));
  while (await taking.next());
  const { stored, rejected } = taking.soFar();
  return { stationId: taking.stationId, entries: taking.total, stored, rejected, answer: await taking.answer() };
};

const refusalOf = ({ refused, message, acknowledged }: Refusal): StickRefusal => {
  const code = stickRefusals.find((one) => one === refused);
  return refused === 'gap'
    ? new StickRefusal(
        `Entries after ${acknowledged ?? 0} are missing: an earlier file of this desk has not been brought. Bring that one first.`,
        code,
      )
    : new StickRefusal(message, code);
};

const answerFor = async ({ database, keys, centreId, now }: Centre, stationId: string): Promise<StickAnswerFile> => {
  const head = (await findStation(database.query, stationId))?.head ?? { seq: 0 };
  const at = new Date(now()).toISOString();
  const answer: StickAnswer = {
    stationId,
    centreId,
    acknowledged: head.seq,
    ...(head.seq > 0 && head.hash !== undefined && { hash: head.hash }),
    at,
  };
  const signed = JSON.stringify(answer);
  return { beket: 'stick-answer', version: stickVersion, signed, signature: keys.signStickAnswer(signed) };
};
