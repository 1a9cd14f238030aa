import { boxMean, shrink, type Plane } from './plane.ts';

/** A long thin stretch of dense print: its middle, direction (radians, x to the right, y down), length and thickness. */
export type Bar = {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly length: number;
  readonly thickness: number;
  readonly weight: number;
};

/** The detector's world: characters about eight pixels apart, so a line about eight high and twenty from the next. */
const reach = { across: 10, along: 2, spacing: 10 } as const;
const shortest = 150;

/** Bars in a picture scaled so that its lines of print have a pitch near eight pixels. */
export const findBars = (plane: Plane, scale: number): Bar[] => {
  const width = Math.max(16, Math.round(plane.width * scale));
  const height = Math.max(16, Math.round(plane.height * scale));
  const small = scale < 1 ? shrink(plane, Math.min(width, plane.width), Math.min(height, plane.height)) : plane;
  const ridge = ridgeOf(small);
  const back = plane.width / small.width;
  return components(ridge, small.width, small.height)
    .filter((bar) => bar.length >= shortest && bar.thickness <= Math.max(13, bar.length * 0.09))
    .map((bar) => ({
      ...bar,
      x: (bar.x + 0.5) * back,
      y: (bar.y + 0.5) * back,
      length: bar.length * back,
      thickness: bar.thickness * back,
    }));
};

/** Edge energy of print, kept where it stands out against what lies half a line above and below. */
const ridgeOf = ({ data, width, height }: Plane): Float32Array => {
  const edge = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      // Strong edges of cards and photographs count no more than print does.
      edge[at] = Math.min(60, Math.abs((data[at + 1] ?? 0) - (data[at - 1] ?? 0)));
    }
  }
  const energy = boxMean(edge, width, height, reach.across, reach.along);
  const around = boxMean(edge, width, height, 40, 30);
  const ridge = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const above = Math.max(0, y - reach.spacing) * width;
    const below = Math.min(height - 1, y + reach.spacing) * width;
    for (let x = 0; x < width; x += 1) {
      const here = energy[y * width + x] ?? 0;
      const beside = ((energy[above + x] ?? 0) + (energy[below + x] ?? 0)) / 2;
      const outstanding = here > 3 && here > 0.8 * (around[y * width + x] ?? 0) && here - beside > 0.22 * here;
      ridge[y * width + x] = outstanding ? here : 0;
    }
  }
  return ridge;
};

/** Connected cells, by flood fill, with their principal axis. */
const components = (ridge: Float32Array, width: number, height: number): Bar[] => {
  const seen = new Uint8Array(ridge.length);
  const stack = new Int32Array(ridge.length);
  const bars: Bar[] = [];
  for (let start = 0; start < ridge.length; start += 1) {
    if (seen[start] || !ridge[start]) continue;
    let top = 0;
    let count = 0;
    stack[top++] = start;
    seen[start] = 1;
    // The front of the stack's array is done with once popped: members are gathered there.
    const members: number[] = [];
    while (top > 0) {
      const at = stack[--top] ?? 0;
      members.push(at);
      count += 1;
      const x = at % width;
      for (const next of [at - width, at + width, x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1]) {
        if (next < 0 || next >= width * height || seen[next] || !ridge[next]) continue;
        seen[next] = 1;
        stack[top++] = next;
      }
    }
    if (count >= shortest * 2) bars.push(axisOf(members, ridge, width));
  }
  return bars;
};

const axisOf = (members: readonly number[], ridge: Float32Array, width: number): Bar => {
  let [sum, sx, sy, sxx, sxy, syy] = [0, 0, 0, 0, 0, 0];
  for (const at of members) {
    const weight = ridge[at] ?? 0;
    const [x, y] = [at % width, Math.floor(at / width)];
    sum += weight;
    sx += weight * x;
    sy += weight * y;
    sxx += weight * x * x;
    sxy += weight * x * y;
    syy += weight * y * y;
  }
  const [mx, my] = [sx / sum, sy / sum];
  const [vxx, vxy, vyy] = [sxx / sum - mx * mx, sxy / sum - mx * my, syy / sum - my * my];
  const angle = 0.5 * Math.atan2(2 * vxy, vxx - vyy);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const along = members.map((at) => (at % width) * cos + Math.floor(at / width) * sin).sort((a, b) => a - b);
  const low = along[Math.floor(along.length * 0.004)] ?? 0;
  const high = along[Math.floor(along.length * 0.996)] ?? 0;
  const middle = (low + high) / 2 - (mx * cos + my * sin);
  return {
    x: mx + middle * cos,
    y: my + middle * sin,
    angle,
    length: high - low + 1,
    thickness: members.length / (high - low + 1),
    weight: sum / members.length,
  };
};
