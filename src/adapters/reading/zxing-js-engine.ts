import {
  AztecCodeReader,
  BinaryBitmap,
  Code128Reader,
  DataMatrixReader,
  DecodeHintType,
  EAN13Reader,
  GlobalHistogramBinarizer,
  HybridBinarizer,
  PDF417Reader,
  QRCodeReader,
  RGBLuminanceSource,
} from '@zxing/library';
import type { Reader } from '@zxing/library';
import type { BarcodeFind } from './barcode-find.ts';
import type { Gray } from './pixels.ts';

/**
 * The symbologies whose second opinion is worth hearing. Code 39, ITF and EAN-8 are left out: with no check digit, or one over
 * seven digits, the library reads them out of pictures that hold none.
 */
const readers: readonly (readonly [format: string, make: () => Reader])[] = [
  ['QRCode', () => new QRCodeReader()],
  ['DataMatrix', () => new DataMatrixReader()],
  ['PDF417', () => new PDF417Reader()],
  ['Aztec', () => new AztecCodeReader()],
  ['Code128', () => new Code128Reader()],
  ['EAN13', () => new EAN13Reader()],
];
const hints = new Map<DecodeHintType, unknown>([[DecodeHintType.TRY_HARDER, true]]);

/**
 * One look with @zxing/library, reader by reader: its `MultiFormatReader` drops the hints unless they are passed again and
 * prints a stack for every reader that fails.
 */
export const readWithJs = (gray: Gray, binarizer: 'hybrid' | 'global', inTime: () => boolean): BarcodeFind[] => {
  const source = new RGBLuminanceSource(gray.data, gray.width, gray.height);
  const bitmap = new BinaryBitmap(
    binarizer === 'hybrid' ? new HybridBinarizer(source) : new GlobalHistogramBinarizer(source),
  );
  return readers.flatMap(([format, make]) => {
    const text = inTime() ? decode(make(), bitmap) : undefined;
    return text === undefined ? [] : [{ format, text, binary: false }];
  });
};

const decode = (reader: Reader, bitmap: BinaryBitmap): string | undefined => {
  try {
    const text = reader.decode(bitmap, hints).getText();
    return text === '' ? undefined : text;
  } catch {
    // The library says "nothing here" by throwing.
    return undefined;
  }
};
