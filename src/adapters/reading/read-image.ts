import type { Reading } from '../../domain/document/reading.ts';
import { parseMrz } from '../../domain/document/mrz.ts';
import { createBarcodeReader } from './barcode-reader.ts';
import { decodeImage } from './decode-image.ts';
import { problemReading, readFind } from './interpret.ts';
import { toGray } from './pixels.ts';
import type { Pixels } from './pixels.ts';

/** MRZ lines recognised in a grey picture; `undefined` where none are found. */
export type MrzPixelReader = (
  gray: Uint8Array,
  width: number,
  height: number,
) => Promise<{ readonly lines: readonly string[] } | undefined>;

export type ImageReader = (bytes: Uint8Array, today: string) => Promise<Reading[]>;

/**
 * All that can be read in a picture file. Codes first; the MRZ where no code names a person; the slow second look for codes
 * only where neither was there.
 */
export const createImageReader = async (readMrz?: MrzPixelReader): Promise<ImageReader> => {
  const barcodes = await createBarcodeReader();
  return async (bytes, today) => {
    const image = await decodeImage(bytes);
    if (typeof image === 'string') return [problemReading('image', image)];
    const { finds } = await barcodes.firstLook(image.pixels);
    const readings = finds.map((find) => readFind(find, today));
    if (readMrz && !readings.some((reading) => reading.document?.surname)) {
      const mrz = await mrzOf(readMrz, image.pixels, today);
      if (mrz) readings.unshift(mrz);
    }
    if (readings.length > 0) return readings;
    const second = await barcodes.secondLook(image.pixels);
    if (second.disagree) return [problemReading('barcode', 'engines-disagree')];
    if (second.finds.length > 0) return second.finds.map((find) => readFind(find, today));
    return [problemReading('image', image.torn ? 'torn-image' : 'nothing-found')];
  };
};

const mrzOf = async (readMrz: MrzPixelReader, pixels: Pixels, today: string): Promise<Reading | undefined> => {
  const gray = toGray(pixels);
  const found = await readMrz(new Uint8Array(gray.data.buffer), gray.width, gray.height);
  return found && parseMrz(found.lines.join('\n'), today);
};
