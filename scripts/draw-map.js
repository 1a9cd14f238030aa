// Draws resources/map/kazakhstan.json: outlines of Kazakhstan and its neighbours for the map of the posts.
// Data: Natural Earth 1:50m Admin 0 countries, public domain, as the package world-atlas carries them.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { geoConicEqualArea, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';

const [width, height, margin] = [960, 540, 24];
const kazakhstan = '398';
/** Parallels and meridian through the country, degrees. */
const [parallels, meridian] = [[43, 53], 67];

const atlas = JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('world-atlas/countries-50m.json')), 'utf8'));
const countries = feature(atlas, atlas.objects.countries).features;
const own = countries.find(({ id }) => id === kazakhstan);

const frame = [
  [margin, margin],
  [width - margin, height - margin],
];
export const projection = geoConicEqualArea().parallels(parallels).rotate([-meridian, 0]).center([0, 48]);
projection.fitExtent(frame, own).clipExtent([
  [0, 0],
  [width, height],
]);
const path = geoPath(projection).digits(1);
const [x, y] = projection.translate();

export const map = {
  source: 'Natural Earth 1:50m Admin 0 countries, public domain; drawn by scripts/draw-map.js',
  width,
  height,
  /** Albers' equal-area conic; `x` and `y` are where 48° N on the meridian lies, `scale` pixels a radian. */
  projection: { parallels, meridian, latitude: 48, scale: projection.scale(), x, y },
  own: path(own),
  others: countries.flatMap((one) => (one.id === kazakhstan ? [] : (path(one) ?? []))),
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL('../resources/map/kazakhstan.json', import.meta.url), `${JSON.stringify(map, undefined, 1)}\n`);
