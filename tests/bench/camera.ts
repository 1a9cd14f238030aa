// From the first frame with a steady document to the moment it is believed: reading and voting as in the desk, frames as a page
// sends them (1080p JPEG, the next one 100 ms after the last answer).
import { readFileSync } from 'node:fs';
import { createCanvas, Image } from '@napi-rs/canvas';
import { createReader } from '../../src/adapters/reading/reader.ts';
import { createCamera } from '../../src/core/camera.ts';

const [width, height] = [1920, 1080];
const pace = 100;
const specimens = ['td1-kaz', 'td2-uto', 'td3-kaz', 'pnrus', 'mrva-uto'];
const mostFrames = 30;
const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Frames of a specimen on a table, each a little elsewhere, with the noise of a sensor. */
const framesOf = async (specimen: string): Promise<string[]> => {
  const image = new Image();
  image.src = readFileSync(new URL(`../adapters/reading/ocr/fixtures/${specimen}.jpg`, import.meta.url));
  await image.decode();
  const canvas = createCanvas(width, height);
  const brush = canvas.getContext('2d');
  const wide = 1300;
  const high = (wide * image.height) / image.width;
  return Array.from({ length: 4 }, (_, frame) => {
    brush.fillStyle = '#777';
    brush.fillRect(0, 0, width, height);
    brush.save();
    brush.translate(width / 2 + frame, height / 2 - frame);
    brush.rotate(((frame - 1.5) * Math.PI) / 900);
    brush.drawImage(image, -wide / 2, -high / 2, wide, high);
    brush.restore();
    for (let speck = 0; speck < 4000; speck += 1) {
      const [x, y] = [(speck * 7919 + frame * 104_729) % width, (speck * 6151 + frame * 1_299_709) % height];
      brush.fillStyle = speck % 2 ? 'rgba(0,0,0,0.15)' : 'rgba(255,255,255,0.15)';
      brush.fillRect(x, y, 2, 2);
    }
    return canvas.toBuffer('image/jpeg', 85).toString('base64');
  });
};

/** Figures: `lockMs` by specimen (median of rounds), the slowest of all, and how many never locked. Milliseconds. */
export const run = async (): Promise<Record<string, unknown>> => {
  const workerUrl = new URL('../../src/adapters/reading/worker.ts', import.meta.url);
  const reader = createReader({ workerUrl, today: () => '2026-11-22' });
  await reader.read({ source: 'camera', payload: (await framesOf('td3-kaz'))[0] ?? '' });
  const lockMs: Record<string, number> = {};
  let [slowest, neverLocked, frames] = [0, 0, 0];
  for (const specimen of specimens) {
    const film = await framesOf(specimen);
    const times: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const camera = createCamera((payload) => reader.read({ source: 'text', payload }));
      const started = performance.now();
      let isLocked = false;
      for (let at = 0; at < mostFrames && !isLocked; at += 1) {
        if (at > 0) await rest(pace);
        const readings = await reader.read({ source: 'camera', payload: film[(at + round) % film.length] ?? '' });
        isLocked = (await camera.weigh('page', readings, performance.now())) !== undefined;
        frames += 1;
      }
      if (!isLocked) neverLocked += 1;
      times.push(performance.now() - started);
    }
    times.sort((a, b) => a - b);
    lockMs[specimen] = Math.round(times[3] ?? 0);
    slowest = Math.max(slowest, times.at(-1) ?? 0);
    console.error(`${specimen}: ${lockMs[specimen]} ms`);
  }
  await reader.close();
  return { specimens: specimens.length, rounds: 7, lockMs, slowestMs: Math.round(slowest), neverLocked, frames };
};
