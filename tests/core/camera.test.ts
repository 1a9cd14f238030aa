import { describe, expect, it } from 'vitest';
import { createCamera } from '../../src/core/camera.ts';
import { parseMrz } from '../../src/domain/document/mrz.ts';
import type { Reading } from '../../src/domain/document/reading.ts';

const today = '2026-11-22';
const specimen = 'P<KAZSEITKALI<<ARMAN<<<<<<<<<<<<<<<<<<<<<<<<\nN012345679KAZ9001011M3401011900101350003<<08';
const other = 'PNRUSEJOV<<F2DOR<IL9I3<<<<<<<<<<<<<<<<<<<<<<\n7011234565RUS9011126M<<<<<<<0150304700001<36';
const reading = (text: string): Reading => parseMrz(text, today) as Reading;
const spoilt = (at: number, letter: string): string => specimen.slice(0, at) + letter + specimen.slice(at + 1);
const open = () => createCamera((text) => Promise.resolve([reading(text)]));

describe('camera', () => {
  it('believes no single frame, and two that agree', async () => {
    const camera = open();
    expect(await camera.weigh('s', [reading(specimen)], 0)).toBeUndefined();
    expect((await camera.weigh('s', [reading(specimen)], 200))?.text).toBe(specimen);
  });

  it('reads a document once while it lies there, and again after it was away', async () => {
    const camera = open();
    await camera.weigh('s', [reading(specimen)], 0);
    await camera.weigh('s', [reading(specimen)], 200);
    for (const at of [400, 600, 800]) expect(await camera.weigh('s', [reading(specimen)], at)).toBeUndefined();
    expect(await camera.weigh('s', [], 3000)).toBeUndefined();
    await camera.weigh('s', [reading(specimen)], 3200);
    expect((await camera.weigh('s', [reading(specimen)], 3400))?.text).toBe(specimen);
  });

  it('lets frames with different faults outvote each other', async () => {
    const camera = open();
    await camera.weigh('s', [reading(spoilt(46, '9'))], 0);
    await camera.weigh('s', [reading(spoilt(60, '7'))], 200);
    expect((await camera.weigh('s', [reading(spoilt(66, '5'))], 400))?.text).toBe(specimen);
  });

  it('never mixes two documents into one', async () => {
    const camera = open();
    await camera.weigh('s', [reading(specimen)], 0);
    expect(await camera.weigh('s', [reading(other)], 200)).toBeUndefined();
    expect((await camera.weigh('s', [reading(other)], 400))?.text).toBe(other);
  });

  it('keeps the frames of each page apart, and forgets old ones', async () => {
    const camera = open();
    await camera.weigh('a', [reading(specimen)], 0);
    expect(await camera.weigh('b', [reading(specimen)], 100)).toBeUndefined();
    expect(await camera.weigh('a', [reading(specimen)], 90_000)).toBeUndefined();
  });

  it('asks the officer for a name that frame after frame was unsure of', async () => {
    const camera = open();
    const doubtful = { ...reading(specimen), problems: [{ field: 'surname', code: 'unsure' }] };
    for (const at of [0, 200, 400, 600]) expect(await camera.weigh('s', [doubtful], at)).toBeUndefined();
    expect((await camera.weigh('s', [doubtful], 800))?.problems).toEqual([{ field: 'surname', code: 'unsure' }]);
  });
});
