import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMrz } from '../../../src/domain/document/mrz.ts';
import { layouts } from '../../../src/domain/document/mrz-layouts.ts';
import { printMrz } from '../../../src/domain/document/print-mrz.ts';
import { documentOf, printedFormats } from './documents.ts';

const today = '2026-11-22';
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<';

/** Value of a character in check digits (Doc 9303-3 §4.9). */
const value = (character: string): number => (character === '<' ? 0 : Number.parseInt(character, 36));

/** Characters that a sum modulo 10 cannot tell apart: the known blind pairs, 0/A/K/U/<, 1/B/L/V and so on. */
const isBlind = (a: string, b: string): boolean => value(a) % 10 === value(b) % 10;

describe('print and parse', () => {
  for (const format of printedFormats) {
    it(`any ${format} survives`, () => {
      fc.assert(
        fc.property(documentOf(format), (document) => {
          const reading = parseMrz(printMrz(document, format), today);
          expect(reading?.document).toMatchObject(document);
          expect(reading?.problems.filter(({ code }) => code !== 'truncated-name')).toEqual([]);
        }),
        { numRuns: 300 },
      );
    });

    it(`any single change in a checked place of a ${format} is found`, () => {
      const places = (layouts.find((layout) => layout.format === format)?.groups ?? [])
        .flatMap(({ over, line, at }) => [...over, [line, at, at] as const])
        .concat(
          (layouts.find((layout) => layout.format === format)?.fields ?? []).flatMap(({ line, from, to, check }) =>
            check ? [[line, from, to] as const, [line, check, check] as const] : [],
          ),
        )
        .flatMap(([line, from, to]) => Array.from({ length: to - from + 1 }, (_, i) => [line, from + i] as const));
      fc.assert(
        fc.property(
          documentOf(format),
          fc.constantFrom(...places),
          fc.constantFrom(...alphabet),
          (document, [line, at], character) => {
            const lines = printMrz(document, format).split('\n');
            const row = lines[line - 1] ?? '';
            fc.pre(!isBlind(row.charAt(at - 1), character));
            lines[line - 1] = row.slice(0, at - 1) + character + row.slice(at);
            const reading = parseMrz(lines.join('\n'), today);
            expect(reading?.problems.filter(({ code }) => code !== 'truncated-name')).not.toEqual([]);
          },
        ),
        { numRuns: 2000 },
      );
    });
  }
});

describe('hostile text', () => {
  it('never throws, and gives a reading or nothing', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.string({ unit: fc.constantFrom(...alphabet, '\n', ' ', 'Б', '?'), maxLength: 140 }),
      fc.constantFrom('P<RUS', 'PNRUS', 'IDKAZ', 'V<UTO', '<<<<<<<<<<', '\r\n'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
        const reading = parseMrz(pieces.join(''), today);
        expect(reading === undefined || reading.source === 'mrz').toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });
});
