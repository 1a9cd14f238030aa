import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Layer = {
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: readonly [rows: number, columns: number];
  readonly stride: readonly [number, number];
  readonly pad: readonly [number, number];
  readonly rectified: boolean;
  /** [output][row][column][input]. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
};

/** `alphabet[i]` is what class `i + 1` says. */
export type Weights = { readonly alphabet: string; readonly classes: number; readonly layers: readonly Layer[] };

type Header = {
  readonly alphabet: string;
  readonly layers: readonly (Omit<Layer, 'weights' | 'biases'> & {
    readonly scales: readonly number[];
    readonly biases: readonly number[];
  })[];
};

/** `mrz-line.json` names the layers with a scale and a bias an output; `mrz-line.bin` is their int8 weights end to end. */
export const loadWeights = async (folder: string): Promise<Weights> => {
  const header = JSON.parse(await readFile(join(folder, 'mrz-line.json'), 'utf8')) as Header;
  const bytes = await readFile(join(folder, 'mrz-line.bin'));
  const quantised = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  let from = 0;
  const layers = header.layers.map((layer) => {
    const taps = layer.inputs * layer.kernel[0] * layer.kernel[1];
    const weights = Float32Array.from(
      quantised.subarray(from, (from += taps * layer.outputs)),
      (weight, i) => weight * (layer.scales[Math.floor(i / taps)] ?? 0),
    );
    return { ...layer, weights, biases: Float32Array.from(layer.biases) };
  });
  if (from !== quantised.length) throw new Error('The weights of the line reader do not fit their header.');
  return { alphabet: header.alphabet, classes: header.alphabet.length + 1, layers };
};
