import type { Slip } from '../domain/slip.ts';

/** Papers a slip is printed on: an 80 mm roll, or a sheet of A4. */
export type SlipFormat = 'roll' | 'sheet';

/** Makes the traveller's slip, in Kazakh, Russian and English one below the other. Bytes of a PDF. */
export type SlipPrinter = { slipPdf(slip: Slip, format: SlipFormat): Promise<Uint8Array> };
