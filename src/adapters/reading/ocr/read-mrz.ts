import { align, meanEvidence, type Evidence } from './align.ts';
import { boxOf, cornersOf, cutOf } from './cut.ts';
import { decode, type Decoded } from './decode.ts';
import { characters, stripOf, stripPitch, type LineShape } from './line-shape.ts';
import { pyramidOf, type Pyramid } from './plane.ts';
import { createRecogniser, pixelsPerStep, type Recogniser } from './recogniser.ts';
import { searchBlocks } from './search.ts';
import type { MrzSighting } from './sighting.ts';
import { loadWeights } from './weights.ts';
import { readZone, shapesOf, type Zone } from './zone.ts';

export type MrzReader = {
  /** `gray` holds a byte a pixel, row by row. `undefined` where no MRZ is to be seen. */
  read(gray: Uint8Array | Uint8ClampedArray, width: number, height: number): MrzSighting | undefined;
};

/** A character below this probability is shown as unsure. */
const sureFrom = 0.985;
/** Where more than this share is unsure the print is dim or blurred, and the network's belief is worth less. */
const dimPrint = 0.05;
const sureInDimPrint = 0.995;
/** Where check digits fail something is wrong with the print or the reading: only the plainest characters are still sure. */
const sureWithoutChecks = 0.9995;
/** And where they fail and more than this share is in doubt, the print is not what the network knows: nothing is sure. */
const strangePrint = 0.12;
/** Below these a find is noise that happens to have the rhythm of print. */
const leastQuality = 0.55;
const leastFit = -0.9;
/** Noise has check digits that hold by chance (all zeros do); what it lacks is fillers, and characters one would swear to. */
const leastFillers = 2;
const mostDoubtful = 0.38;
/** Strips read in one picture at most, about three milliseconds each: a page of patterns must not hold up the desk. */
const mostStrips = 120;
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
  let patience = Infinity;
  let strips = 0;
  const counting: Recogniser = {
    recognise: (strip, width) => {
      strips += 1;
      return recogniser.recognise(strip, width);
    },
  };
  for (const block of searchBlocks(pyramid)) {
    if (patience-- <= 0 || strips > mostStrips) break;
    const zone = readZone(counting, pyramid, block);
    if (!zone || zone.quality < leastQuality) continue;
    const decoded = decode(shapesOf(zone).flatMap((shape) => evidenceOf(counting, pyramid, shape, zone.length) ?? []));
    if (!decoded || !isPrint(decoded)) continue;
    if (!best || worth({ zone, decoded }) > worth(best)) best = { zone, decoded };
    if (best.decoded.valid && best.zone.quality > 0.8) break;
    // Plainly read, and its check digits fail: another place or scale may do better, but not for long.
    if (best.zone.quality > 0.85) patience = Math.min(patience, 3);
  }
  return best && sightingOf(best, pyramid);
};

const isPrint = ({ lines, confidence, fit }: Decoded): boolean => {
  const shares = confidence.flat();
  const doubtful = shares.filter((share) => share < 0.9).length;
  const fillers = lines.join('').split('<').length - 1;
  return fit >= leastFit && fillers >= leastFillers && doubtful <= mostDoubtful * shares.length;
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
  const isPlaced = Math.abs(characters(shape) - length) < 0.6;
  const looks = variants.flatMap((variant) => {
    const varied = variant(shape);
    const strip = stripOf(pyramid, varied);
    const pace = (stripPitch / pixelsPerStep) * (shape.pitch / varied.pitch);
    const first = strip.width / pixelsPerStep / 2 - 0.5 - (pace * (length - 1)) / 2;
    return align(recogniser.recognise(strip.pixels, strip.width), length, isPlaced ? first : undefined)?.evidence ?? [];
  });
  return looks.length > 0 ? meanEvidence(looks) : undefined;
};

const sightingOf = ({ zone, decoded }: Find, pyramid: Pyramid): MrzSighting => {
  const shapes = shapesOf(zone);
  const unsure = unsureIn(decoded);
  return {
    lines: decoded.lines,
    format: decoded.layout.format,
    valid: decoded.valid,
    confidence: decoded.confidence,
    unsure,
    box: boxOf(shapes),
    corners: cornersOf(shapes, pyramid[0]?.width ?? 1, pyramid[0]?.height ?? 1),
    ...(unsure.length > 0 && { cut: cutOf(pyramid, shapes, zone.length) }),
  };
};

const unsureIn = ({ confidence, valid }: Decoded): MrzSighting['unsure'] => {
  const below = (limit: number): MrzSighting['unsure'] =>
    confidence.flatMap((shares, line) => shares.flatMap((share, index) => (share < limit ? [{ line, index }] : [])));
  const size = confidence.flat().length;
  const usual = below(sureFrom);
  if (valid) return usual.length > dimPrint * size ? below(sureInDimPrint) : usual;
  const doubtful = below(sureWithoutChecks);
  return doubtful.length > strangePrint * size ? below(Infinity) : doubtful;
};
