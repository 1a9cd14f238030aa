import type { Layout } from '../../../domain/document/mrz-layout.ts';

/** An MRZ seen in a picture. */
export type MrzSighting = {
  readonly lines: readonly string[];
  readonly format: Layout['format'];
  /** All check digits hold without having been forced. */
  readonly valid: boolean;
  /** For each line, the probability of each character being the printed one. */
  readonly confidence: readonly (readonly number[])[];
  /** Characters below the threshold, both counted from 0: the officer is asked for just these. */
  readonly unsure: readonly { readonly line: number; readonly index: number }[];
  /** Middle and size of the block in the picture's pixels; `angle` (degrees, clockwise) is the way the lines run. */
  readonly box: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
    readonly angle: number;
  };
  /** Corners of the block clockwise from its own top left, x and y as fractions of the picture's width and height. */
  readonly corners: readonly number[];
  /** The lines drawn straight, where there is something to ask. */
  readonly cut?: Cut;
};

/** Grey lines under one another; character `i` of line `l` fills columns from `left + i·pitch`, rows from `l·lineHeight`. */
export type Cut = {
  readonly gray: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly pitch: number;
  readonly lineHeight: number;
};
