/** A picture as RGBA bytes, row by row, opaque. */
export type Pixels = { readonly rgba: Uint8ClampedArray; readonly width: number; readonly height: number };

/** A picture as one byte of luminance a pixel. */
export type Gray = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number };

/** Luminance by ITU-R BT.601 weights in 10-bit fixed point, as both barcode engines count it. */
export const toGray = ({ rgba, width, height }: Pixels): Gray => {
  const data = new Uint8ClampedArray(width * height);
  for (let i = 0, p = 0; i < data.length; i += 1, p += 4) {
    data[i] = ((rgba[p] ?? 0) * 306 + (rgba[p + 1] ?? 0) * 601 + (rgba[p + 2] ?? 0) * 117 + 512) >> 10;
  }
  return { data, width, height };
};

export const toPixels = ({ data, width, height }: Gray): Pixels => {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0, p = 0; i < data.length; i += 1, p += 4) {
    const value = data[i] ?? 0;
    rgba[p] = value;
    rgba[p + 1] = value;
    rgba[p + 2] = value;
    rgba[p + 3] = 255;
  }
  return { rgba, width, height };
};

export const rotateQuarter = ({ data, width, height }: Gray): Gray => {
  const turned = new Uint8ClampedArray(data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) turned[x * height + (height - 1 - y)] = data[y * width + x] ?? 0;
  }
  return { data: turned, width: height, height: width };
};

export const invert = ({ data, width, height }: Gray): Gray => ({
  data: data.map((value) => 255 - value),
  width,
  height,
});

/** Bilinear, or the mean of the covered pixels where the picture shrinks by more than half. */
export const scale = (gray: Gray, factor: number): Gray => {
  if (factor < 0.5) return scale(halve(gray), factor * 2);
  const width = Math.max(1, Math.round(gray.width * factor));
  const height = Math.max(1, Math.round(gray.height * factor));
  const data = new Uint8ClampedArray(width * height);
  const at = (x: number, y: number): number => gray.data[y * gray.width + x] ?? 0;
  for (let y = 0; y < height; y += 1) {
    const sourceY = Math.min(gray.height - 1, Math.max(0, (y + 0.5) / factor - 0.5));
    const top = Math.floor(sourceY);
    const bottom = Math.min(gray.height - 1, top + 1);
    for (let x = 0; x < width; x += 1) {
      const sourceX = Math.min(gray.width - 1, Math.max(0, (x + 0.5) / factor - 0.5));
      const left = Math.floor(sourceX);
      const right = Math.min(gray.width - 1, left + 1);
      const upper = at(left, top) * (1 - sourceX + left) + at(right, top) * (sourceX - left);
      const lower = at(left, bottom) * (1 - sourceX + left) + at(right, bottom) * (sourceX - left);
      data[y * width + x] = upper * (1 - sourceY + top) + lower * (sourceY - top);
    }
  }
  return { data, width, height };
};

const halve = (gray: Gray): Gray => {
  const width = Math.max(1, gray.width >> 1);
  const height = Math.max(1, gray.height >> 1);
  const data = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y += 1) {
    const upper = 2 * y * gray.width;
    const lower = Math.min(gray.height - 1, 2 * y + 1) * gray.width;
    for (let x = 0; x < width; x += 1) {
      const left = 2 * x;
      const right = Math.min(gray.width - 1, left + 1);
      const sum =
        (gray.data[upper + left] ?? 0) +
        (gray.data[upper + right] ?? 0) +
        (gray.data[lower + left] ?? 0) +
        (gray.data[lower + right] ?? 0);
      data[y * width + x] = sum / 4;
    }
  }
  return { data, width, height };
};
