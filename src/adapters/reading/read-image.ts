import type { Reading } from '../../domain/document/reading.ts';
import type { SealTools } from '../../domain/document/seal.ts';
import { createBarcodeReader } from './barcode-reader.ts';
import { decodeImage } from './decode-image.ts';
import { problemReading, readFind } from './interpret.ts';
import { toGray } from './pixels.ts';
import type { Gray } from './pixels.ts';

/** The document whose MRZ stands in a grey picture; `undefined` where none is found. */
export type MrzPixelReader = (gray: Gray, today: string) => Reading | undefined;

export type ImageReader = (bytes: Uint8Array, today: string, live?: boolean) => Promise<Reading[]>;

/**
 * All that can be read in a picture file. Codes first; the MRZ where no code names a person; the slow second look for codes
 * only where there was no code and no MRZ without a fault.
 */
export const createImageReader = async (readMrz?: MrzPixelReader, seals?: SealTools): Promise<ImageReader> => {
  const barcodes = await createBarcodeReader();
  return async (bytes, today, live = false) => {
    const image = await decodeImage(bytes);
    if (typeof image === 'string') return [problemReading('image', image)];
    const { finds } = await barcodes.firstLook(image.pixels);
    const readings = finds.map((find): Reading => {
      const { corners } = find;
      return { ...readFind(find, today, seals), ...(corners && { corners: [...corners] }) };
    });
    const isNamed = readings.some((reading) => reading.document?.surname);
    const mrz = isNamed ? undefined : readMrz?.(toGray(image.pixels), today);
    if (mrz) readings.unshift(mrz);
    if (!live && finds.length === 0 && (!mrz || mrz.problems.length > 0)) {
      const second = await barcodes.secondLook(image.pixels);
      readings.push(...second.finds.map((find) => readFind(find, today, seals)));
      if (second.disagree) readings.push(problemReading('barcode', 'engines-disagree'));
    }
    return readings.length > 0 ? readings : [problemReading('image', image.torn ? 'torn-image' : 'nothing-found')];
  };
};
