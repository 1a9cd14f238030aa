import type { Outcome } from '../../domain/finding.ts';

/** Hertz, one after the other: one short low note for calm, two for attention, three falling for the second line. */
const notes: Readonly<Record<Outcome, readonly number[]>> = {
  ok: [660],
  info: [660],
  warn: [880, 880],
  'second-line': [990, 740, 550],
};

const noteSeconds = 0.09;
let context: AudioContext | undefined;

/** Plays the cue of an advice, apart by number of notes for ears that do not tell pitches. */
export const playCue = (advice: Outcome): void => {
  context ??= new AudioContext();
  const start = context.currentTime;
  notes[advice].forEach((frequency, at) => {
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
