import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { readPayload } from '../../../src/domain/document/payload.ts';
import { personKeys } from '../../../src/domain/document/person-keys.ts';
import { readingSchema } from '../../../src/domain/document/reading.ts';
import { partialDocumentSchema } from '../../../src/domain/document/travel-document.ts';
import { typedDocument } from '../../../src/domain/document/typed-document.ts';
import { parseWatchlistCsv } from '../../../src/domain/watchlist/watchlist-csv.ts';
import { watchlistEntrySchema } from '../../../src/domain/watchlist/watchlist-entry.ts';

const today = '2026-11-22';
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.stringMatching(/^[0-9A-Z<]{0,90}$/),
  fc.stringMatching(/^[А-Яа-я0-9 .-]{0,40}$/),
  fc.constantFrom('constructor', '__proto__', '12.12.1990', 'RUS', 'RDB1DAAAA', 'dc03', '900101350003', '31.02.90'),
);
const names = [
  'number',
  'surname',
  'givenNames',
  'patronymic',
  'birthDate',
  'sex',
  'citizenship',
  'issuer',
  'personalNumber',
  'type',
];

describe('whatever is handed over', () => {
  it('a payload is a reading of the agreed shape', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('none', 'QRCode', 'EAN13'), (payload, symbology) => {
        expect(v.safeParse(readingSchema, readPayload(payload, symbology, today)).success).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('typed fields are a document of the agreed shape, and have keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names, 'constructor'), text), (fields) => {
        const { document, problems, missing } = typedDocument(fields, today);
        expect(v.safeParse(partialDocumentSchema, document).success).toBe(true);
        expect(document && personKeys(document).every((key) => !key.includes('undefined'))).toBe(true);
        for (const { field } of problems) expect(names).toContain(field);
        expect(new Set(missing).size).toBe(missing.length);
      }),
      { numRuns: 5000 },
    );
  });

  it('a watchlist gives entries of the agreed shape and problems with their lines', () => {
    const cell = fc.oneof(text, fc.constantFrom('"', '""', ';', '"a;b"'));
    const row = fc.array(cell, { maxLength: 6 }).map((cells) => cells.join(';'));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        const { entries, problems } = parseWatchlistCsv(['id;name;dob;number;citizenship;reason', ...rows].join('\n'));
        for (const entry of entries) expect(v.safeParse(watchlistEntrySchema, entry).success).toBe(true);
        for (const { line } of problems) expect(line).toBeGreaterThan(1);
      }),
      { numRuns: 3000 },
    );
  });
});
