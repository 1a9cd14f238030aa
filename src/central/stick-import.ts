import { readBatch } from './batch.ts';
import { stickBatch, stickVersion, type StickAnswer } from '../contract/stick.ts';
import type { Centre } from './centre.ts';
import { ingest } from './ingest.ts';
import { isRefusal } from './refusal.ts';
import { findStation } from './station-book.ts';
import { openStick, StickRefusal } from './stick.ts';

type StickImported = {
  readonly stationId: string;
  /** Entries on the file, those of them that are new here, and those put aside with their reason. */
  readonly entries: number;
  readonly stored: number;
  readonly rejected: readonly { readonly seq: number; readonly reason: string }[];
  /** The file for the way back. */
  readonly answer: {
    readonly beket: 'stick-answer';
    readonly version: number;
    readonly signed: string;
    readonly signature: string;
  };
};

/** Takes a file from a stick by the same door as the line: what is here already is known by its hash and entered once. */
export const importStick = async (centre: Centre, file: Buffer): Promise<StickImported> => {
  const { database, keys, centreId, now } = centre;
  const { header, pieces, isSignedBy } = openStick(file, keys, centreId);
  const { stationId, after } = header;
  const station = await findStation(database.query, stationId);
  if (!station) throw new StickRefusal(`The desk ${stationId} is not enrolled here.`, 'unknown-station');
  if (station.revokedAt) throw new StickRefusal(`The desk ${stationId} has been revoked.`, 'revoked');
  if (!isSignedBy(station.publicKey)) throw new StickRefusal(`The file was not signed by the desk ${stationId}.`);
  let stored = 0;
  const rejected: { seq: number; reason: string }[] = [];
  for (const [index, piece] of pieces.entries()) {
    const outcome = await ingest(centre, stationId, readBatch(piece, stationId, after + index * stickBatch), now());
    if (isRefusal(outcome)) {
      throw new StickRefusal(whyNot(outcome.refused, outcome.message, outcome.acknowledged), outcome.refused);
    }
    stored += outcome.stored;
    rejected.push(...outcome.rejected);
  }
  centre.metrics.count('beket_entries_total', stored);
  return { stationId, entries: header.to - after, stored, rejected, answer: await answerFor(centre, stationId) };
};

const whyNot = (refused: string, message: string, acknowledged?: number): string =>
  refused === 'gap'
    ? `Entries after ${acknowledged ?? 0} are missing: an earlier file of this desk has not been brought. Bring that one first.`
    : message;

const answerFor = async (
  { database, keys, centreId, now }: Centre,
  stationId: string,
): Promise<StickImported['answer']> => {
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
