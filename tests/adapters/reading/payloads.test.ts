import { afterAll, beforeAll, expect, it } from 'vitest';
import { createReader } from '../../../src/adapters/reading/reader.ts';
import type { Reader } from '../../../src/core/ports.ts';
import { codePng } from './codes.ts';

let reader: Reader;
beforeAll(() => {
  const workerUrl = new URL('../../../src/adapters/reading/worker.ts', import.meta.url);
  reader = createReader({ workerUrl, today: () => '2026-11-22', threads: 1 });
});
afterAll(() => reader.close());
const readFile = async (file: Buffer) => {
  const [reading] = await reader.read({ source: 'image', payload: file.toString('base64') });
  return reading;
};

it('makes a document of the MRZ in a PDF417', async () => {
  const lines = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10';
  expect(await readFile(await codePng('PDF417', lines))).toMatchObject({
    source: 'barcode',
    format: 'PDF417',
    text: lines,
    document: { surname: 'ERIKSSON', number: 'L898902C3', birthDate: '1974-08-12' },
  });
});

it('makes an identity card of a bare IIN', async () => {
  expect(await readFile(await codePng('Code128', '900315450122'))).toMatchObject({
    format: 'Code128',
    document: { issuer: 'KAZ', personalNumber: '900315450122', birthDate: '1990-03-15', sex: 'F' },
  });
});

it('refuses the code of a milk carton as a document', async () => {
  const reading = await readFile(await codePng('EAN13', '4870001234560'));
  expect(reading).toMatchObject({ text: '4870001234560', problems: [{ field: 'barcode', code: 'not-a-document' }] });
  expect(reading?.document).toBeUndefined();
});
