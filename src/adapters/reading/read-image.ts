import type { Reading } from '../../domain/document/reading.ts';
import { createBarcodeReader } from './barcode-reader.ts';
import { decodeImage } from './decode-image.ts';
import { problemReading, readFind } from './interpret.ts';
import { toGray } from './pixels.ts';
import type { Gray } from './pixels.ts';

/** The document whose MRZ stands in a grey picture; `undefined` where none is found. */
export type MrzPixelReader = (gray: Gray, today: string) => Reading | undefined;

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
      const mrz = readMrz(toGray(image.pixels), today);
      if (mrz) readings.unshift(mrz);
    }
    if (readings.length > 0) return readings;
    const second = await barcodes.secondLook(image.pixels);
    if (second.disagree) return [problemReading('barcode', 'engines-disagree')];
    if (second.finds.length > 0) return second.finds.map((find) => readFind(find, today));
    return [problemReading('image', image.torn ? 'torn-image' : 'nothing-found')];
  };
};
