import type { Outcome } from '../../domain/finding.ts';

/** A sound for each thing an officer must tell apart without looking; each can be off. */
export const cues = ['calm', 'attention', 'second'] as const;
export type Cue = (typeof cues)[number];

export const cueOf: Readonly<Record<Outcome, Cue>> = {
  ok: 'calm',
  info: 'calm',
  warn: 'attention',
  'second-line': 'second',
};

/** Hertz, one after the other: one short low note for calm, two for attention, three falling for the second line. */
const notes: Readonly<Record<Cue, readonly number[]>> = {
  calm: [660],
  attention: [880, 880],
  second: [990, 740, 550],
};

const noteSeconds = 0.09;
let context: AudioContext | undefined;

/** Plays a cue, apart by number of notes for ears that do not tell pitches. */
export const playCue = (cue: Cue): void => {
  context ??= new AudioContext();
  const start = context.currentTime;
  notes[cue].forEach((frequency, at) => {
    if (!context) return;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = frequency;
    volume.gain.value = 0.08;
    tone.connect(volume).connect(context.destination);
    tone.start(start + at * noteSeconds * 1.4);
    tone.stop(start + at * noteSeconds * 1.4 + noteSeconds);
  });
};
