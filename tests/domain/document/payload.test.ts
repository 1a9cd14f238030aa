import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPayload } from '../../../src/domain/document/payload.ts';

const today = '2026-11-22';
const refused = [{ field: 'barcode', code: 'not-a-document' }];

describe('barcode payloads', () => {
  it('reads an MRZ in a two-dimensional code', () => {
    const reading = readPayload(
      'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<\n4511234569RUS9003152F<<<<<<<1110720770056<98',
      'PDF417',
      today,
    );
    expect(reading).toMatchObject({ source: 'barcode', format: 'PDF417', problems: [] });
    expect(reading.document).toMatchObject({ format: 'PNRUS', number: '4511 123456' });
  });

  it('reads an IIN, vouched for by its check digit', () => {
    const reading = readPayload('900101350003', 'Code128', today);
    expect(reading.document).toMatchObject({
      issuer: 'KAZ',
      personalNumber: '900101350003',
      birthDate: '1990-01-01',
      sex: 'M',
    });
    expect(reading.vouchedBy).toEqual({ personalNumber: 'check-digit' });
  });

  it('reads Belarusian and Kyrgyz numbers and says which cannot prove itself', () => {
    expect(readPayload('3250285A000PB3', 'QRCode', today).document).toMatchObject({ issuer: 'BLR', sex: 'M' });
    const pin = readPayload('20101199000012', 'Code128', today);
    expect(pin.document).toMatchObject({ issuer: 'KGZ', birthDate: '1990-01-01' });
    expect(pin.problems).toEqual([{ field: 'personalNumber', code: 'unchecked-number' }]);
  });

  it('reads a migration card’s number as another paper', () => {
    expect(readPayload('4522 1234567', 'Code128', today).document).toMatchObject({
      type: 'other',
      number: '4522 1234567',
    });
  });

  it('reads a gun that types through another keyboard layout', () => {
    expect(readPayload('3250285Ф000ЗИ3', 'none', today).document?.personalNumber).toBe('3250285A000PB3');
    expect(readPayload('ұққ"қ"іғқққі', 'none', today).document?.personalNumber).toBe('900101350003');
  });

  it('never makes a document of a shop’s code', () => {
    for (const symbology of ['EAN-13', 'EAN13', 'UPC-A', 'UPCA', 'EAN_8', 'DataBar']) {
      expect(readPayload('900101350003', symbology, today)).toMatchObject({ problems: refused });
      expect(readPayload('900101350003', symbology, today).document).toBeUndefined();
    }
    for (const text of ['4870123456789', '036000291452', 'https://example.com', '', '901301350003', '\u0000\u0001']) {
      expect(readPayload(text, 'none', today).problems).toEqual(refused);
    }
  });

  it('never sees a document in the code of a paper of Beket, nor in other hexadecimal', () => {
    const hexadecimal = (length: number) =>
      fc
        .array(fc.constantFrom(...'0123456789ABCDEF'), { minLength: length, maxLength: length })
        .map((digits) => digits.join(''));
    fc.assert(
      fc.property(hexadecimal(64), hexadecimal(64), hexadecimal(128), (root, key, signature) => {
        for (const text of [`BEKET-SHIFT:1 ${root} ${key} ${signature}`, `${root}${key} ${signature}`]) {
          const reading = readPayload(text, 'QRCode', today);
          expect(reading).toEqual({ source: 'barcode', format: 'QRCode', text, problems: refused });
        }
      }),
      { numRuns: 1000 },
    );
  });
});
