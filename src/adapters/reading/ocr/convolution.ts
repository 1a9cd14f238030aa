import { buildModule, ops, valueTypes, type Code } from './wasm-code.ts';
import { instantiate, type WasmMemory } from './web-assembly.ts';

/**
 * One convolution over channels-last float planes with their padding laid out in memory, so that no bound is ever tested.
 * All addresses and strides in bytes. Weights lie [block of 8 outputs][kernel row][kernel column × input][8 outputs].
 */
export type Convolution = (
  input: number,
  weights: number,
  biases: number,
  output: number,
  rows: number,
  /** A multiple of 4. */
  columns: number,
  /** Bytes of one kernel row in the input: kernel width × inputs × 4. */
  reach: number,
  kernelRows: number,
  inputRow: number,
  /** From one output column to the next, in the input. */
  step: number,
  /** From one output row to the next, in the input. */
  stride: number,
  outputRow: number,
  outputColumn: number,
  blocks: number,
  /** Results are not below this: 0 for a rectifier. */
  floor: number,
) => void;

const parameters = [
  'input', 'weights', 'biases', 'output', 'rows', 'columns', 'reach', 'kernelRows', 'inputRow', 'step', 'stride',
  'outputRow', 'outputColumn', 'blocks', 'floor',
] as const; // prettier-ignore
const counters = [
  'y', 'x', 'block', 'k', 'corner', 'target', 'weight', 'bias', 'row', 'end', 'p0', 'p1', 'p2', 'p3',
] as const; // prettier-ignore
const vectors = ['low', 'high', 'one', 'a0', 'a1', 'a2', 'a3', 'b0', 'b1', 'b2', 'b3', 'least'] as const;

type Local = (typeof parameters)[number] | (typeof counters)[number] | (typeof vectors)[number];
const names: readonly string[] = [...parameters, ...counters, ...vectors];
const get = (name: Local): Code => ops.get(names.indexOf(name));
const set = (name: Local, ...value: Code[]): Code => [...value.flat(), ...ops.set(names.indexOf(name))];
const plus = (a: Code, b: Code): Code => [...a, ...b, ...ops.add];
const grow = (name: Local, by: Code): Code => set(name, plus(get(name), by));
const below = (name: Local, limit: Local): Code => [...get(name), ...get(limit), ...ops.isLess];
const lanes = [0, 1, 2, 3] as const;

/** Four neighbouring columns times eight outputs in eight registers. */
const accumulate: Code = [
  ...set('low', get('weight'), ops.load(0)),
  ...set('high', get('weight'), ops.load(16)),
  ...lanes.flatMap((lane) => [
    ...set('one', get(`p${lane}`), ops.loadSplat(0)),
    ...set(`a${lane}`, get(`a${lane}`), get('one'), get('low'), ops.multiplyLanes, ops.addLanes),
    ...set(`b${lane}`, get(`b${lane}`), get('one'), get('high'), ops.multiplyLanes, ops.addLanes),
    ...grow(`p${lane}`, ops.i32(4)),
  ]),
  ...grow('weight', ops.i32(32)),
];

const kernelRow: Code = [
  ...set('p0', get('row')),
  ...set('p1', plus(get('p0'), get('step'))),
  ...set('p2', plus(get('p1'), get('step'))),
  ...set('p3', plus(get('p2'), get('step'))),
  ...set('end', plus(get('row'), get('reach'))),
  ...ops.repeat(accumulate, below('p0', 'end')),
  ...grow('row', get('inputRow')),
  ...grow('k', ops.i32(1)),
];

const writeOut: Code = [
  ...set('p0', get('target')),
  ...lanes.flatMap((lane) => [
    ...[...get('p0'), ...get(`a${lane}`), ...get('least'), ...ops.maxLanes, ...ops.store(0)],
    ...[...get('p0'), ...get(`b${lane}`), ...get('least'), ...ops.maxLanes, ...ops.store(16)],
    ...grow('p0', get('outputColumn')),
  ]),
];

const blockOfOutputs: Code = [
  ...lanes.flatMap((lane) => [
    ...set(`a${lane}`, get('bias'), ops.load(0)),
    ...set(`b${lane}`, get('bias'), ops.load(16)),
  ]),
  ...set('row', get('corner')),
  ...set('k', ops.i32(0)),
  ...ops.repeat(kernelRow, below('k', 'kernelRows')),
  ...writeOut,
  ...grow('target', ops.i32(32)),
  ...grow('bias', ops.i32(32)),
  ...grow('block', ops.i32(1)),
];

const fourColumns: Code = [
  ...set(
    'corner',
    plus([...get('y'), ...get('stride'), ...ops.multiply], [...get('x'), ...get('step'), ...ops.multiply]),
  ),
  ...grow('corner', get('input')),
  ...set(
    'target',
    plus([...get('y'), ...get('outputRow'), ...ops.multiply], [...get('x'), ...get('outputColumn'), ...ops.multiply]),
  ),
  ...grow('target', get('output')),
  ...set('weight', get('weights')),
  ...set('bias', get('biases')),
  ...set('block', ops.i32(0)),
  ...ops.repeat(blockOfOutputs, below('block', 'blocks')),
  ...grow('x', ops.i32(4)),
];

const body: Code = [
  ...set('least', get('floor'), ops.splat),
  ...ops.repeat(
    [...set('x', ops.i32(0)), ...ops.repeat(fourColumns, below('x', 'columns')), ...grow('y', ops.i32(1))],
    below('y', 'rows'),
  ),
];

/** The kernel, working in `memory`. */
export const createConvolution = async (memory: WasmMemory): Promise<Convolution> => {
  const { i32, f32, v128 } = valueTypes;
  const bytes = buildModule(
    'convolve',
    parameters.map((name) => (name === 'floor' ? f32 : i32)),
    [
      [counters.length, i32],
      [vectors.length, v128],
    ],
    body,
  );
  return (await instantiate(bytes, memory, 'convolve')) as Convolution;
};
