/** Grey levels 0–255, row by row. */
export type Plane = { readonly data: Uint8Array | Uint8ClampedArray; readonly width: number; readonly height: number };

/** Mean of the covered pixels; for shrinking only. */
export const shrink = (plane: Plane, width: number, height: number): Plane => {
  const data = new Uint8Array(width * height);
  const across = edges(plane.width, width);
  const sums = new Float64Array(width);
  for (let y = 0; y < height; y += 1) {
    const top = Math.floor((y * plane.height) / height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * plane.height) / height));
    sums.fill(0);
    for (let row = top; row < bottom; row += 1) addRow(plane, row, across, sums);
    for (let x = 0; x < width; x += 1) {
      const count = ((across[x + 1] ?? 0) - (across[x] ?? 0)) * (bottom - top);
      data[y * width + x] = (sums[x] ?? 0) / count + 0.5;
    }
  }
  return { data, width, height };
};

const edges = (from: number, to: number): Int32Array =>
  Int32Array.from({ length: to + 1 }, (_, x) => Math.floor((x * from) / to));

const addRow = ({ data, width }: Plane, row: number, across: Int32Array, sums: Float64Array): void => {
  let x = row * width;
  for (let cell = 0; cell < sums.length; cell += 1) {
    const end = row * width + (across[cell + 1] ?? 0);
    let sum = 0;
    for (; x < end; x += 1) sum += data[x] ?? 0;
    sums[cell] = (sums[cell] ?? 0) + sum;
  }
};

/** A quarter turn clockwise. */
export const quarterTurn = ({ data, width, height }: Plane): Plane => {
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) turned[x * height + (height - 1 - y)] = data[y * width + x] ?? 0;
  }
  return { data: turned, width: height, height: width };
};

/** The picture and its halves, so that a strip is sampled where a character is about as large as in the strip. */
export type Pyramid = readonly Plane[];

export const pyramidOf = (plane: Plane): Pyramid => {
  const levels = [plane];
  for (let last = plane; Math.min(last.width, last.height) >= 200;) {
    last = shrink(last, last.width >> 1, last.height >> 1);
    levels.push(last);
  }
  return levels;
};

/** Bilinear; beyond the border the border goes on. */
export const sampleAt = ({ data, width, height }: Plane, x: number, y: number): number => {
  const left = x <= 0 ? 0 : x >= width - 1 ? width - 1 : x | 0;
  const top = y <= 0 ? 0 : y >= height - 1 ? height - 1 : y | 0;
  const fx = x <= 0 ? 0 : x >= width - 1 ? 0 : x - left;
  const fy = y <= 0 ? 0 : y >= height - 1 ? 0 : y - top;
  const at = top * width + left;
  const right = fx > 0 ? 1 : 0;
  const below = fy > 0 ? width : 0;
  const upper = (data[at] ?? 0) * (1 - fx) + (data[at + right] ?? 0) * fx;
  const lower = (data[at + below] ?? 0) * (1 - fx) + (data[at + below + right] ?? 0) * fx;
  return upper * (1 - fy) + lower * fy;
};

/** Means over windows of 2·rx+1 by 2·ry+1 cells, cut at the border. */
export const boxMean = (source: Float32Array, width: number, height: number, rx: number, ry: number): Float32Array => {
  const across = new Float32Array(source.length);
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    let sum = 0;
    for (let x = 0; x < Math.min(rx, width); x += 1) sum += source[row + x] ?? 0;
    for (let x = 0; x < width; x += 1) {
      if (x + rx < width) sum += source[row + x + rx] ?? 0;
      if (x - rx - 1 >= 0) sum -= source[row + x - rx - 1] ?? 0;
      across[row + x] = sum / (Math.min(width - 1, x + rx) - Math.max(0, x - rx) + 1);
    }
  }
  const out = new Float32Array(source.length);
  const sums = new Float64Array(width);
  for (let y = -ry; y < height; y += 1) {
    const enters = y + ry;
    const leaves = y - ry - 1;
    if (enters < height)
      for (let x = 0; x < width; x += 1) sums[x] = (sums[x] ?? 0) + (across[enters * width + x] ?? 0);
    if (leaves >= 0) for (let x = 0; x < width; x += 1) sums[x] = (sums[x] ?? 0) - (across[leaves * width + x] ?? 0);
    if (y < 0) continue;
    const count = Math.min(height - 1, enters) - Math.max(0, y - ry) + 1;
    for (let x = 0; x < width; x += 1) out[y * width + x] = (sums[x] ?? 0) / count;
  }
  return out;
};
