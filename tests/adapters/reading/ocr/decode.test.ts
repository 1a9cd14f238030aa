import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Evidence } from '../../../../src/adapters/reading/ocr/align.ts';
import { decode } from '../../../../src/adapters/reading/ocr/decode.ts';
import { glyphAlphabet, symbolCount, symbolOf } from '../../../../src/adapters/reading/ocr/glyph-alphabet.ts';
import { printed } from './drawing.ts';

type Doubt = { line: number; index: number; shares: Record<string, number> };

/** What a network would say that sees these lines plainly, but for some characters. */
const evidenceOf = (lines: readonly string[], doubts: readonly Doubt[] = []): Evidence[] =>
  lines.map((text, line) => {
    const logs = new Float32Array(text.length * symbolCount);
    [...text].forEach((character, index) => {
      const doubt = doubts.find((one) => one.line === line && one.index === index);
      const shares = doubt?.shares ?? { [character]: 0.999 };
      const rest = (1 - Object.values(shares).reduce((a, b) => a + b, 0)) / (symbolCount - Object.keys(shares).length);
      for (let s = 0; s < symbolCount; s += 1) logs[index * symbolCount + s] = Math.log(Math.max(1e-9, rest));
      for (const [one, share] of Object.entries(shares)) logs[index * symbolCount + symbolOf(one)] = Math.log(share);
    });
    return { length: text.length, symbols: symbolCount, logs };
  });

const td3 = printed['td3-kaz'] as string[];
const pnrus = printed['pnrus'] as string[];

describe('decoding', () => {
  it.each(Object.entries(printed))('leaves what is plain as it is: %s', (name, lines) => {
    const decoded = decode(evidenceOf(lines));
    expect(decoded?.lines).toEqual(lines);
    expect(decoded?.valid).toBe(name !== 'td3-forged');
  });

  it('lets the check digits choose between two likely characters, and is sure of it', () => {
    const decoded = decode(evidenceOf(td3, [{ line: 1, index: 4, shares: { '8': 0.6, '3': 0.39 } }]));
    expect(decoded?.lines).toEqual(td3);
    expect(decoded?.valid).toBe(true);
    expect(decoded?.confidence[1]?.[4]).toBeGreaterThan(0.9);
  });

  it('reads a letter where only letters stand and a digit where only digits do', () => {
    const doubts: Doubt[] = [
      { line: 0, index: 7, shares: { '1': 0.6, I: 0.39 } },
      { line: 1, index: 13, shares: { G: 0.6, '9': 0.39 } },
    ];
    expect(decode(evidenceOf(td3, doubts))?.lines).toEqual(td3);
  });

  it('leans on the list of states, and on the other line', () => {
    const doubts = [{ line: 0, index: 2, shares: { X: 0.6, K: 0.39 } }];
    const decoded = decode(evidenceOf(td3, doubts));
    expect(decoded?.lines).toEqual(td3);
    expect(decoded?.confidence[0]?.[2]).toBeGreaterThan(0.9);
  });

  it('never turns a digit of a Russian name into a letter', () => {
    for (const [digit, letter] of [
      ['7', 'Z'],
      ['8', 'B'],
      ['9', 'Q'],
      ['6', 'G'],
      ['4', 'A'],
      ['2', 'Z'],
      ['3', 'B'],
    ] as const) {
      const lines = [pnrus[0]?.replace('7LI8', `${digit}LI${digit}`) ?? '', pnrus[1] ?? ''];
      const at = lines[0]?.indexOf('<<') ?? 0;
      const decoded = decode(evidenceOf(lines, [{ line: 0, index: at + 2, shares: { [digit]: 0.6, [letter]: 0.39 } }]));
      expect(decoded?.layout.format).toBe('PNRUS');
      expect(decoded?.lines).toEqual(lines);
      expect(decoded?.confidence[0]?.[at + 2]).toBeLessThan(0.9);
    }
  });

  it('knows a Russian internal passport by more than its second letter', () => {
    const lines = [pnrus[0]?.replace('7LI8', '2LI8') ?? '', pnrus[1] ?? ''];
    const decoded = decode(evidenceOf(lines, [{ line: 0, index: 1, shares: { H: 0.9, N: 0.09 } }]));
    expect(decoded?.layout.format).toBe('PNRUS');
    expect(decoded?.lines).toEqual(lines);
  });

  it('asks where a Russian name cannot be said and its lookalike can', () => {
    const strange = [pnrus[0]?.replace('BAKOVA', 'B4KOVA') ?? '', pnrus[1] ?? ''];
    const place = strange[0]?.indexOf('4') ?? 0;
    const decoded = decode(evidenceOf(strange));
    expect(decoded?.lines).toEqual(strange);
    expect(decoded?.confidence[0]?.[place]).toBeLessThan(0.9);
    expect(Math.min(...(decode(evidenceOf(pnrus))?.confidence[0] ?? [0]))).toBeGreaterThan(0.95);
  });

  it('leaves a number unrepaired that would have to be forced', () => {
    const wrong = [td3[0] ?? '', td3[1]?.replace('N012345679', 'N017345679') ?? ''];
    const decoded = decode(evidenceOf(wrong));
    expect(decoded?.valid).toBe(false);
    expect(decoded?.lines).toEqual(wrong);
  });

  it('doubts every repair of which the check digits could hold as well with another', () => {
    // Two characters clogged at once: several pairs satisfy both digits.
    const clogged = Object.fromEntries([...'0123456789'].map((digit) => [digit, 0.099]));
    const decoded = decode(
      evidenceOf(td3, [
        { line: 1, index: 3, shares: clogged },
        { line: 1, index: 4, shares: clogged },
        { line: 1, index: 5, shares: clogged },
      ]),
    );
    expect(Math.min(...(decoded?.confidence[1]?.slice(3, 6) ?? [1]))).toBeLessThan(0.9);
  });

  it('finds any single misread digit of the number that the network held for possible', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 9 }), (index, shift) => {
        const truth = td3[1]?.charAt(index) ?? '0';
        const other = String((Number(truth) + shift) % 10);
        const decoded = decode(evidenceOf(td3, [{ line: 1, index, shares: { [other]: 0.7, [truth]: 0.29 } }]));
        expect(decoded?.lines).toEqual(td3);
      }),
    );
  });

  it('knows no layout for lines of other lengths', () => {
    expect(decode(evidenceOf(['ABC', 'DEF']))).toBeUndefined();
    expect(glyphAlphabet).toHaveLength(symbolCount);
  });
});
