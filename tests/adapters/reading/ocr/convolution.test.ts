import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createRecogniser, stripHeight } from '../../../../src/adapters/reading/ocr/recogniser.ts';
import type { Layer, Weights } from '../../../../src/adapters/reading/ocr/weights.ts';

type Plane = {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
};

/** A convolution as the book has it, to hold the WebAssembly kernel against. */
const convolve = ({ data, rows, columns, channels }: Plane, layer: Layer): Plane => {
  const outRows = Math.floor((rows + 2 * layer.pad[0] - layer.kernel[0]) / layer.stride[0]) + 1;
  const outColumns = Math.floor((columns + 2 * layer.pad[1] - layer.kernel[1]) / layer.stride[1]) + 1;
  const out = new Float64Array(outRows * outColumns * layer.outputs);
  for (let y = 0; y < outRows; y += 1) {
    for (let x = 0; x < outColumns; x += 1) {
      for (let o = 0; o < layer.outputs; o += 1) {
        let sum = layer.biases[o] ?? 0;
        for (let ky = 0; ky < layer.kernel[0]; ky += 1) {
          for (let kx = 0; kx < layer.kernel[1]; kx += 1) {
            const row = y * layer.stride[0] + ky - layer.pad[0];
            const column = x * layer.stride[1] + kx - layer.pad[1];
            if (row < 0 || row >= rows || column < 0 || column >= columns) continue;
            for (let i = 0; i < channels; i += 1) {
              const weight = layer.weights[((o * layer.kernel[0] + ky) * layer.kernel[1] + kx) * channels + i] ?? 0;
              sum += weight * (data[(row * columns + column) * channels + i] ?? 0);
            }
          }
        }
        out[(y * outColumns + x) * layer.outputs + o] = layer.rectified ? Math.max(0, sum) : sum;
      }
    }
  }
  return { data: out, rows: outRows, columns: outColumns, channels: layer.outputs };
};

const layerOf = (
  shape: Pick<Layer, 'inputs' | 'outputs' | 'kernel' | 'stride' | 'pad' | 'rectified'>,
  number: () => number,
): Layer => ({
  ...shape,
  weights: Float32Array.from({ length: shape.inputs * shape.outputs * shape.kernel[0] * shape.kernel[1] }, number),
  biases: Float32Array.from({ length: shape.outputs }, number),
});

/** A network of the shipped one's shapes, thin and with weights by lot. */
const networkOf = (seed: number): Weights => {
  let state = (seed % 2_147_483_646) + 1;
  const number = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647 - 0.5;
  const layers = [
    layerOf({ inputs: 1, outputs: 8, kernel: [5, 5], stride: [2, 2], pad: [2, 2], rectified: true }, number),
    layerOf({ inputs: 8, outputs: 16, kernel: [3, 3], stride: [2, 1], pad: [1, 1], rectified: true }, number),
    layerOf({ inputs: 16, outputs: 8, kernel: [3, 3], stride: [4, 2], pad: [1, 1], rectified: true }, number),
    layerOf({ inputs: 8, outputs: 8, kernel: [2, 5], stride: [1, 1], pad: [0, 2], rectified: true }, number),
    layerOf({ inputs: 8, outputs: 6, kernel: [1, 1], stride: [1, 1], pad: [0, 0], rectified: false }, number),
  ];
  return { alphabet: 'ABCDE', classes: 6, layers };
};

describe('the recogniser in WebAssembly', () => {
  it('computes what a plain convolution does, for strip after strip of any width', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
        async (seed, sizes) => {
          const weights = networkOf(seed);
          const recogniser = await createRecogniser(weights);
          for (const size of sizes) {
            const width = size * 16;
            const strip = Float32Array.from({ length: stripHeight * width }, (_, i) => Math.sin(i * 0.7 + seed));
            const { logits, steps, classes } = recogniser.recognise(strip, width);
            const input: Plane = { data: Float64Array.from(strip), rows: stripHeight, columns: width, channels: 1 };
            const plain = weights.layers.reduce(convolve, input);
            expect([plain.rows, plain.columns]).toEqual([1, steps]);
            for (let step = 0; step < steps; step += 1) {
              const row = plain.data.subarray(step * classes, (step + 1) * classes);
              const norm = Math.log(row.reduce((sum, score) => sum + Math.exp(score), 0));
              row.forEach((score, c) => expect(logits[step * classes + c]).toBeCloseTo(score - norm, 3));
            }
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it('refuses a strip it has no room for', async () => {
    const recogniser = await createRecogniser(networkOf(1));
    expect(() => recogniser.recognise(new Float32Array(32 * 24), 24)).toThrow();
  });
});
