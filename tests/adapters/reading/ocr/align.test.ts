import { describe, expect, it } from 'vitest';
import { align, meanEvidence, type Evidence } from '../../../../src/adapters/reading/ocr/align.ts';
import { glyphAlphabet, symbolCount, symbolOf } from '../../../../src/adapters/reading/ocr/glyph-alphabet.ts';
import type { Scores } from '../../../../src/adapters/reading/ocr/recogniser.ts';

const classes = symbolCount + 1;

/** Scores with a spike each `pitch` steps; `faint` characters are mostly blank to the network. */
const scoresOf = (text: string, { pitch = 5, faint = [] as number[], lead = 8 } = {}): Scores => {
  const steps = Math.ceil(lead * 2 + text.length * pitch);
  const logits = new Float32Array(steps * classes).fill(Math.log(0.0005));
  for (let step = 0; step < steps; step += 1) logits[step * classes] = Math.log(0.98);
  [...text].forEach((character, i) => {
    const row = Math.round(lead + i * pitch) * classes;
    logits[row] = Math.log(faint.includes(i) ? 0.9 : 0.02);
    logits[row + symbolOf(character) + 1] = Math.log(faint.includes(i) ? 0.08 : 0.96);
  });
  return { logits, steps, classes };
};

const textOf = ({ logs, length, symbols }: Evidence): string =>
  Array.from({ length }, (_, i) => {
    const row = logs.subarray(i * symbols, (i + 1) * symbols);
    return glyphAlphabet.charAt(row.indexOf(Math.max(...row)));
  }).join('');

const line = 'IDKAZ0123456784900101350003<<<';

describe('alignment', () => {
  it.each([4.4, 5, 5.7])('lays a line at a pitch of %d steps', (pitch) => {
    const alignment = align(scoresOf(line, { pitch }), line.length);
    expect(alignment && textOf(alignment.evidence)).toBe(line);
  });

  it('gives a clogged letter its place between its neighbours', () => {
    const alignment = align(scoresOf(line, { faint: [7, 20, 28] }), line.length);
    expect(alignment && textOf(alignment.evidence)).toBe(line);
  });

  it('leaves out what stands before a line whose place is known', () => {
    const scores = scoresOf(`X${line}`, { lead: 4 });
    const alignment = align(scores, line.length, 9);
    expect(alignment?.steps[0]).toBe(9);
    expect(alignment && textOf(alignment.evidence)).toBe(line);
  });

  it('has no room for more characters than there are steps', () => {
    expect(align(scoresOf('ABC'), 40)).toBeUndefined();
  });

  it('keeps the doubt of any look', () => {
    const [plain, other] = [align(scoresOf('AB'), 2), align(scoresOf('AC'), 2)].map((one) => one?.evidence as Evidence);
    const mean = meanEvidence([plain as Evidence, other as Evidence]);
    const shares = [...mean.logs.subarray(symbolCount, 2 * symbolCount)].map(Math.exp);
    expect(shares[symbolOf('B')]).toBeLessThan(0.6);
    expect(Math.exp(mean.logs[symbolOf('A')] ?? 0)).toBeGreaterThan(0.97);
  });
});
