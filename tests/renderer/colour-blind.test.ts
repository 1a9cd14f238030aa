import { describe, expect, it } from 'vitest';
import tokens from '../../src/renderer/styles/tokens.css?raw';

type Triple = readonly [number, number, number];

/**
 * What each kind of colour blindness makes of linear RGB: Machado, Oliveira and Fernandes, "A physiologically-based model for
 * simulation of color vision deficiency" (2009), severity 1.0; no colour at all by luminance (WCAG 2.2 §1.4.3).
 */
const deficiencies: Readonly<Record<string, readonly [Triple, Triple, Triple]>> = {
  none: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
  achromatopsia: [
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
  ],
};

const linear = (hex: string): Triple =>
  [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;

const seen = (hex: string, matrix: readonly Triple[]): Triple =>
  matrix.map((row) => {
    const value = row.reduce((sum, factor, at) => sum + factor * (linear(hex)[at] ?? 0), 0);
    return Math.min(1, Math.max(0, value));
  }) as unknown as Triple;

const luminance = ([r, g, b]: Triple): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: Triple, b: Triple): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

/** CIE 1976 L*a*b* (D65) of linear sRGB; a distance of 2.3 is just noticeable, 20 is two different colours at a glance. */
const lab = ([r, g, b]: Triple): Triple => {
  const f = (t: number): number => (t > 216 / 24_389 ? Math.cbrt(t) : (24_389 / 27 / 116) * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
};
const distance = (a: Triple, b: Triple): number => Math.hypot(...a.map((value, at) => value - (b[at] ?? 0)));

const colour = (theme: string, name: string): string => {
  const block = tokens.slice(tokens.indexOf(`:root[data-theme='${theme}']`)).split('}')[0] ?? '';
  return new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(block)?.[1] ?? 'missing';
};
const meanings = ['calm', 'attention', 'second', 'refusal'];
const pairs = meanings.flatMap((a, at) => meanings.slice(at + 1).map((b): [string, string] => [a, b]));

describe.each(['light', 'dark'])('the four meanings in the %s theme', (theme) => {
  describe.each(Object.entries(deficiencies))('to an eye with %s', (_, matrix) => {
    const band = (meaning: string): Triple => seen(colour(theme, meaning), matrix);

    it.each(pairs)('%s and %s are two colours at a glance', (a, b) => {
      expect(distance(lab(band(a)), lab(band(b)))).toBeGreaterThan(20);
    });

    it.each(meanings)('%s is read at 7:1', (meaning) => {
      expect(contrast(band(meaning), seen(colour(theme, `${meaning}-ink`), matrix))).toBeGreaterThanOrEqual(7);
    });
  });
});
