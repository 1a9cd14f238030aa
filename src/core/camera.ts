import { voteOnText } from '../domain/document/frame-vote.ts';
import type { Reading } from '../domain/document/reading.ts';
import type { Reader } from './ports.ts';

/** Frames older than this, in milliseconds, have no vote: the document may have been changed. */
const memory = 8_000;
/** Frames that must say the same before a document is believed. */
const needed = 2;
/** Voting over characters starts at so many frames. */
const ballot = 3;
/** So many frames may doubt a name before the officer is asked for it. */
const patience = 5;
/** A document already read is not read again until it has been out of sight for so long, in milliseconds. */
const absence = 1_500;

type Frame = { readonly at: number; readonly reading: Reading };
type Watch = { frames: Frame[]; locked?: string; lastSeen: number };

export type Camera = {
  /** Begins anew on a page. */
  forget(sessionId: string): void;
  /** What of a frame's readings is certain by now; nothing while the frames still differ. `at` is in ticks. */
  weigh(sessionId: string, readings: readonly Reading[], at: number): Promise<Reading | undefined>;
};

const isDocument = (reading: Reading): boolean => reading.document !== undefined;
const isClean = (reading: Reading): boolean => reading.problems.length === 0;

/** What a frame said that most frames must not contradict: two documents in a row are never mixed into one. */
const isNear = (text: string, newest: string): boolean => {
  const differing = [...text].filter((letter, at) => letter !== newest.charAt(at)).length;
  return text.length === newest.length && differing * 10 <= text.length;
};

/** Fields that most frames were unsure of: a letter misread the same way each time has no check digit to tell on it. */
const doubtsOf = (zones: readonly Reading[]): Reading['problems'] => {
  const counts = new Map<string, number>();
  for (const { field, code } of zones.flatMap(({ problems }) => problems)) {
    if (code === 'unsure') counts.set(field, (counts.get(field) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count * 2 > zones.length).map(([field]) => ({ field, code: 'unsure' }));
};

/** Several frames vote: one alone is never believed, and what was read once is not read twice while it lies there. */
export const createCamera = (read: (text: string) => ReturnType<Reader['read']>): Camera => {
  const watches = new Map<string, Watch>();

  const agreed = async (frames: readonly Frame[]): Promise<Reading | undefined> => {
    const newest = frames.at(-1)?.reading;
    if (!newest) return undefined;
    const same = frames.filter(({ reading }) => reading.text === newest.text).length;
    if (same >= needed && isClean(newest)) return newest;
    const zones = frames.map(({ reading }) => reading).filter(({ source }) => source === 'mrz');
    if (newest.source !== 'mrz' || zones.length < ballot) return undefined;
    const text = voteOnText(zones.map((reading) => reading.text));
    if (text === undefined || !isNear(text, newest.text)) return undefined;
    const [voted] = await read(text);
    if (!voted || !isDocument(voted) || !isClean(voted)) return undefined;
    const doubts = doubtsOf(zones);
    if (doubts.length === 0) return voted;
    return zones.length < patience ? undefined : { ...voted, problems: doubts };
  };

  return {
    forget: (sessionId) => void watches.delete(sessionId),
    weigh: async (sessionId, readings, at) => {
      const watch = watches.get(sessionId) ?? { frames: [], lastSeen: at };
      watches.set(sessionId, watch);
      const seen = readings.find(isDocument);
      if (!seen) {
        if (at - watch.lastSeen > absence) watches.delete(sessionId);
        return undefined;
      }
      watch.lastSeen = at;
      watch.frames = [...watch.frames.filter((frame) => at - frame.at <= memory), { at, reading: seen }];
      const certain = await agreed(watch.frames);
      if (!certain || certain.text === watch.locked) return undefined;
      watch.locked = certain.text;
      watch.frames = [];
      return certain;
    },
  };
};
