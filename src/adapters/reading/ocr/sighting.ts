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
};
