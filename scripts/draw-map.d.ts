import type { GeoProjection } from 'd3-geo';

export const projection: GeoProjection;
export const map: { readonly own: string; readonly others: readonly string[] };
