import { align, meanEvidence, type Evidence } from './align.ts';
import { decode, type Decoded } from './decode.ts';
import { stripOf, type LineShape } from './line-shape.ts';
import { pyramidOf, type Pyramid } from './plane.ts';
import { createRecogniser, type Recogniser } from './recogniser.ts';
import { searchBlocks } from './search.ts';
import type { MrzSighting } from './sighting.ts';
import { loadWeights } from './weights.ts';
import { readZone, type Zone } from './zone.ts';

export type MrzReader = {
  /** `gray` holds a byte a pixel, row by row. `undefined` where no MRZ is to be seen. */
  read(gray: Uint8Array | Uint8ClampedArray, width: number, height: number): MrzSighting | undefined;
};

/** A character below this probability is shown as unsure. */
const sureFrom = 0.9;
/** Below these a find is noise that happens to have the rhythm of print. */
const leastQuality = 0.55;
const leastFit = -0.9;
const smallest = 60;

/** Loads the line recogniser from a folder of `resources/`. */
export const createMrzReader = async (resourceFolder: string): Promise<MrzReader> => {
  const recogniser = await createRecogniser(await loadWeights(resourceFolder));
  return {
    read: (gray, width, height) => {
      if (width < smallest || height < smallest) return undefined;
      return readPicture(recogniser, pyramidOf({ data: gray, width, height }));
    },
  };
};

type Find = { readonly zone: Zone; readonly decoded: Decoded };

const readPicture = (recogniser: Recogniser, pyramid: Pyramid): MrzSighting | undefined => {
  let best: Find | undefined;
  for (const block of searchBlocks(pyramid)) {
    const zone = readZone(recogniser, pyramid, block);
    if (!zone || zone.quality < leastQuality) continue;
    const decoded = decode(
      zone.looks.flatMap(({ shape }) => evidenceOf(recogniser, pyramid, shape, zone.length) ?? []),
    );
    if (!decoded || decoded.fit < leastFit) continue;
    if (!best || worth({ zone, decoded }) > worth(best)) best = { zone, decoded };
    if (best.decoded.valid && best.zone.quality > 0.8) break;
  }
  return best && sightingOf(best);
};

const worth = ({ zone, decoded }: Find): number => Number(decoded.valid) + zone.quality + decoded.fit / 3;

/** Small changes of geometry, each a look of its own: what only one of them shows is not to be relied on. */
const variants: readonly ((shape: LineShape) => LineShape)[] = [
  (shape) => shape,
  (shape) => ({ ...shape, cap: shape.cap * 1.1 }),
  (shape) => ({ ...shape, cap: shape.cap * 0.92, pitch: shape.pitch * 1.04 }),
  (shape) => ({ ...shape, pitch: shape.pitch * 0.95, y: shape.y + shape.cap * 0.04 }),
];

const evidenceOf = (
  recogniser: Recogniser,
  pyramid: Pyramid,
  shape: LineShape,
  length: number,
): Evidence | undefined => {
  const looks = variants.flatMap((variant) => {
    const strip = stripOf(pyramid, variant(shape));
    return align(recogniser.recognise(strip.pixels, strip.width), length)?.evidence ?? [];
  });
  return looks.length > 0 ? meanEvidence(looks) : undefined;
};

const sightingOf = ({ zone, decoded }: Find): MrzSighting => ({
  lines: decoded.lines,
  format: decoded.layout.format,
  valid: decoded.valid,
  confidence: decoded.confidence,
  unsure: decoded.confidence.flatMap((line, l) =>
    line.flatMap((share, index) => (share < sureFrom ? [{ line: l, index }] : [])),
  ),
  box: boxOf(zone),
});

const boxOf = ({ looks }: Zone): MrzSighting['box'] => {
  const shapes = looks.map(({ shape }) => shape);
  const mean = (value: (shape: LineShape) => number): number =>
    shapes.reduce((sum, shape) => sum + value(shape), 0) / shapes.length;
  const [first, last] = [shapes[0], shapes.at(-1)];
  const across = first && last ? Math.hypot(last.x - first.x, last.y - first.y) : 0;
  return {
    x: mean(({ x }) => x),
    y: mean(({ y }) => y),
    w: Math.max(...shapes.map(({ length }) => length)),
    h: across + mean(({ cap }) => cap),
    angle: (mean(({ angle }) => angle) * 180) / Math.PI,
  };
};
