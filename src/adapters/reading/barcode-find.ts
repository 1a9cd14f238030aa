/** One code as an engine read it. */
export type BarcodeFind = {
  /** zxing-cpp's name of the symbology: `PDF417`, `QRCode`, `DataMatrix`, `Aztec`, `Code128`, `Code39`, `ITF`, `EAN13`, … */
  readonly format: string;
  readonly text: string;
  /** The payload before any character set was laid over it; missing where the engine does not tell. */
  readonly bytes?: Uint8Array;
  /** True where the payload is no text. */
  readonly binary: boolean;
  /** Four corners clockwise from the top left, x and y as fractions of the picture; missing on second looks, which are turned and scaled. */
  readonly corners?: readonly number[];
  /** Set where the code is one of a structured-append sequence (ISO/IEC 18004 §8); `of` is 0 where the length is not told. */
  readonly part?: { readonly index: number; readonly of: number; readonly id: string };
};

/** Error correction vouches for these; a linear code has one check digit or none. */
export const isMatrix = (format: string): boolean => ['PDF417', 'QRCode', 'DataMatrix', 'Aztec'].includes(format);
