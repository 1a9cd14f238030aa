import { mrvA, mrvB, td1, td2, td3 } from './icao-layouts.ts';
import type { Layout } from './mrz-layout.ts';
import { chdl, frdl, frid, pnrus } from './national-layouts.ts';

/** Every layout the parser knows, the narrower heads first. */
export const layouts: readonly Layout[] = [pnrus, mrvA, td3, frid, mrvB, td2, td1, frdl, chdl];
