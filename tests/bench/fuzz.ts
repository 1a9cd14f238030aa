// Hostile input at full size: random and mutated texts, pictures and seals. Nothing may crash, hang beyond a second, or take over
// 512 MB. Prints the slowest of each kind and the most memory the process ever held.
import { readFileSync, readdirSync } from 'node:fs';
import { createDice } from '../../src/domain/demo-random.ts';
import { parseMrz } from '../../src/domain/document/mrz.ts';
import { readPayload } from '../../src/domain/document/payload.ts';
import { readSeal } from '../../src/domain/document/seal-reading.ts';
import { createMrzReader } from '../../src/adapters/reading/ocr/read-mrz.ts';
import { findOcrFolder } from '../../src/adapters/reading/ocr/ocr-folder.ts';
import { readingOf } from '../../src/adapters/reading/ocr/sighting-reading.ts';
import { createImageReader } from '../../src/adapters/reading/read-image.ts';

const today = '2026-11-22';
const fixtures = new URL('../adapters/reading/ocr/fixtures/', import.meta.url);
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<<<<<<\n\r \t\u0000ёЩPNRUS';
const specimens = [
  'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<\n4511234569RUS9003152F<<<<<<<1110720770056<98',
  'IDKAZ0123456784900101350003<<<\n9001011M3401011KAZ<<<<<<<<<<<0\nSEITKALI<<ARMAN<<<<<<<<<<<<<<<',
  'RDB1BNK6ADJL2PECXOAA7TXMWDAQEEOAIEA7EAAAAADDKKAQCADIKQ4FAAAAACRTHI6LQNJYDEIA',
];

const numberAfter = (args: readonly string[], name: string, otherwise: number): number =>
  Number(args[args.indexOf(name) + 1] || otherwise) || otherwise;

/** Figures: `texts`, `seals`, `pictures` tried, `crashes`, the slowest of each in milliseconds, `peakRssMb`. */
export const run = async (args: string[]): Promise<Record<string, unknown>> => {
  const [texts, seals, pictures] = [
    ['--texts', 1_000_000],
    ['--seals', 10_000],
    ['--pictures', 10_000],
  ].map(([name, otherwise]) => numberAfter(args, String(name), Number(otherwise))) as [number, number, number];
  const dice = createDice(numberAfter(args, '--seed', 7));
  const slowest = { text: 0, seal: 0, picture: 0 };
  let crashes = 0;
  const attempt = async (kind: keyof typeof slowest, work: () => unknown): Promise<void> => {
    const started = performance.now();
    try {
      await work();
    } catch (error) {
      crashes += 1;
      console.error(kind, error);
    }
    slowest[kind] = Math.max(slowest[kind], performance.now() - started);
  };
  const mutated = (bytes: Uint8Array): Uint8Array => {
    const copy = bytes.slice(0, dice.chance(0.2) ? 1 + dice.roll(bytes.length - 1) : bytes.length);
    for (let i = 1 + dice.roll(8); i > 0; i -= 1) copy[dice.roll(copy.length)] = dice.roll(256);
    return copy;
  };
  const textOf = (): string => {
    if (dice.chance(0.5)) return Buffer.from(mutated(Buffer.from(dice.pick(specimens)))).toString('utf8');
    return Array.from({ length: dice.roll(140) }, () => letters.charAt(dice.roll(letters.length))).join('');
  };

  for (let i = 0; i < texts; i += 1) {
    const text = textOf();
    await attempt('text', () => parseMrz(text, today) ?? readPayload(text, 'QRCode', today));
    if (i % 100_000 === 0) console.error(`texts ${i}`);
  }
  for (let i = 0; i < seals; i += 1) {
    const bytes = mutated(Buffer.concat([Buffer.from([0xdc, 2 + dice.roll(2)]), Buffer.from(textOf())]));
    await attempt('seal', () => readSeal(dice.chance(0.5) ? bytes : (specimens[2] ?? ''), 'DataMatrix', today));
  }
  const { read } = await createMrzReader(findOcrFolder(import.meta.url));
  const readImage = await createImageReader(({ data, width, height }, day) => {
    const sighting = read(data, width, height);
    return sighting && readingOf(sighting, day);
  });
  const files = readdirSync(fixtures)
    .filter((name) => name.endsWith('.jpg'))
    .map((name) => readFileSync(new URL(name, fixtures)));
  for (let i = 0; i < pictures; i += 1) {
    const bytes = mutated(dice.pick(files));
    await attempt('picture', () => readImage(bytes, today));
    if (i % 1000 === 0) console.error(`pictures ${i}`);
  }
  const rounded = Object.fromEntries(Object.entries(slowest).map(([kind, ms]) => [`${kind}SlowestMs`, Math.round(ms)]));
  return { texts, seals, pictures, crashes, ...rounded, peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024) };
};
