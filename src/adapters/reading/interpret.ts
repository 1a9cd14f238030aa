import type { Reading } from '../../domain/document/reading.ts';
import { parseMrz } from '../../domain/document/mrz.ts';
import { readSeal } from '../../domain/document/seal-reading.ts';
import type { SealTools } from '../../domain/document/seal.ts';
import { readPayload } from '../../domain/document/payload.ts';
import type { BarcodeFind } from './barcode-find.ts';

/** A reading that holds nothing but what went wrong. */
export const problemReading = (field: string, code: string): Reading => ({
  source: 'none',
  format: 'none',
  text: '',
  problems: [{ field, code }],
});

/** What a wedge, a serial reader or a file of text sent: MRZ lines, else the payload of some code. */
export const readText = (text: string, today: string, seals?: SealTools): Reading =>
  text.trim() === ''
    ? problemReading('text', 'empty-text')
    : (parseMrz(text, today) ?? readPayload(text, 'none', today, seals));

/** One code of a picture. Bytes that are no text are shown in hexadecimal and are never guessed into words. */
export const readFind = (find: BarcodeFind, today: string, seals?: SealTools): Reading => {
  const seal = find.bytes && readSeal(find.bytes, find.format, today, seals);
  if (seal) return seal;
  if (find.binary && find.bytes) {
    const text = Buffer.from(find.bytes).toString('hex');
    return { source: 'barcode', format: find.format, text, problems: [{ field: 'barcode', code: 'binary-payload' }] };
  }
  const reading = readPayload(find.text, find.format, today, seals);
  if (!find.part) return reading;
  const problems = [...reading.problems, { field: 'barcode', code: 'structured-append-part' }];
  return { source: 'barcode', format: find.format, text: find.text, problems };
};
