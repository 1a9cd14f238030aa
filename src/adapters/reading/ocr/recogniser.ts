import { createConvolution } from './convolution.ts';
import { createMemory } from './web-assembly.ts';
import type { Weights } from './weights.ts';

/** Scores of a strip: natural logarithms of probabilities, `steps` rows of `classes`; class 0 is CTC's blank. */
export type Scores = { readonly logits: Float32Array; readonly steps: number; readonly classes: number };

export type Recogniser = {
  /** `strip` is `stripHeight` rows of `width` normalised pixels; `width` a multiple of 16, at most `maxWidth`. */
  recognise(strip: Float32Array, width: number): Scores;
};

export const stripHeight = 32;
export const maxWidth = 1280;
/** Pixels of a strip for one row of scores. */
export const pixelsPerStep = 4;

type Stage = {
  readonly weights: number;
  readonly biases: number;
  readonly input: number;
  readonly rows: number;
  /** Of the padded input plane, in floats a pixel. */
  readonly channels: number;
  readonly outputs: number;
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly pad: readonly [number, number];
  readonly rectified: boolean;
};

const roundUp = (value: number, to: number): number => Math.ceil(value / to) * to;

/** The network in WebAssembly memory: weights once, planes between the layers reused for every strip. */
export const createRecogniser = async ({ layers, classes }: Weights): Promise<Recogniser> => {
  let floats = 0;
  const take = (count: number): number => {
    const at = floats;
    floats += roundUp(count, 4);
    return at * 4;
  };
  let rows = stripHeight;
  let widest = maxWidth;
  const stages: Stage[] = layers.map((layer) => {
    const [padRows, padColumns] = layer.pad;
    const input = take((rows + 2 * padRows) * (widest + 2 * padColumns + 8) * layer.inputs);
    const outputs = roundUp(layer.outputs, 8);
    rows = Math.floor((rows + 2 * padRows - layer.kernel[0]) / layer.stride[0]) + 1;
    widest /= layer.stride[1];
    const weights = take(outputs * layer.kernel[0] * layer.kernel[1] * layer.inputs);
    const stage = { ...layer, weights, biases: take(outputs), input, rows, channels: layer.inputs, outputs };
    return stage;
  });
  const last = stages.at(-1);
  if (!last) throw new Error('The recogniser has no layers.');
  const result = take(rows * widest * last.outputs);
  const memory = createMemory(floats * 4);
  const plane = new Float32Array(memory.buffer);
  layers.forEach((layer, i) => {
    const stage = stages[i];
    if (!stage) return;
    packWeights(plane, stage.weights / 4, layer.weights, layer.inputs, layer.outputs, layer.kernel);
    plane.set(layer.biases, stage.biases / 4);
  });
  const convolve = await createConvolution(memory);

  const rowBytes = (stage: Stage, width: number): number => (width + 2 * stage.pad[1] + 8) * stage.channels * 4;

  const clear = (stage: Stage, height: number, width: number): void => {
    const from = stage.input / 4;
    plane.fill(0, from, from + ((height + 2 * stage.pad[0]) * rowBytes(stage, width)) / 4);
  };

  const recognise = (strip: Float32Array, width: number): Scores => {
    let columns = width;
    let height = stripHeight;
    const first = stages[0];
    if (!first || width % 16 !== 0 || width > maxWidth) throw new Error(`A strip of ${width} pixels does not fit.`);
    clear(first, height, columns);
    for (let y = 0; y < stripHeight; y += 1) {
      const at = first.input / 4 + ((y + first.pad[0]) * rowBytes(first, width)) / 4 + first.pad[1];
      plane.set(strip.subarray(y * width, (y + 1) * width), at);
    }
    stages.forEach((stage, i) => {
      const next = stages[i + 1];
      const inputRow = rowBytes(stage, columns);
      height = stage.rows;
      columns /= stage.stride[1];
      if (next) clear(next, height, columns);
      const outputRow = next ? rowBytes(next, columns) : columns * stage.outputs * 4;
      const output = next ? next.input + next.pad[0] * outputRow + next.pad[1] * next.channels * 4 : result;
      convolve(
        stage.input,
        stage.weights,
        stage.biases,
        output,
        height,
        columns,
        stage.kernel[1] * stage.channels * 4,
        stage.kernel[0],
        inputRow,
        stage.stride[1] * stage.channels * 4,
        stage.stride[0] * inputRow,
        outputRow,
        stage.outputs * 4,
        stage.outputs / 8,
        stage.rectified ? 0 : -1e30,
      );
    });
    return { logits: softmax(plane, result / 4, columns, last.outputs, classes), steps: columns, classes };
  };
  return { recognise };
};

/** From the file's [output][row][column][input] to the kernel's blocks of eight outputs. */
const packWeights = (
  target: Float32Array,
  from: number,
  source: Float32Array,
  inputs: number,
  outputs: number,
  [kernelRows, kernelColumns]: readonly [number, number],
): void => {
  const taps = kernelRows * kernelColumns * inputs;
  for (let output = 0; output < outputs; output += 1) {
    const block = from + (output >> 3) * taps * 8 + (output & 7);
    for (let tap = 0; tap < taps; tap += 1) target[block + tap * 8] = source[output * taps + tap] ?? 0;
  }
};

const softmax = (plane: Float32Array, from: number, steps: number, width: number, classes: number): Float32Array => {
  const logits = new Float32Array(steps * classes);
  for (let step = 0; step < steps; step += 1) {
    const row = plane.subarray(from + step * width, from + step * width + classes);
    const top = row.reduce((a, b) => Math.max(a, b), -Infinity);
    const norm = top + Math.log(row.reduce((sum, score) => sum + Math.exp(score - top), 0));
    for (let c = 0; c < classes; c += 1) logits[step * classes + c] = (row[c] ?? 0) - norm;
  }
  return logits;
};
