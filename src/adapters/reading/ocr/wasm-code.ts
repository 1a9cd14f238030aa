/**
 * Just enough of an assembler for one WebAssembly module with SIMD: opcodes by name, numbers in LEB128, locals by name.
 * Binary format: WebAssembly Core Specification 2.0, §5.
 */

export type Code = readonly number[];

/** Unsigned LEB128. */
export const unsigned = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
};

/** Signed LEB128 of a 32-bit number. */
export const signed = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
};

export const valueTypes = { i32: 0x7f, f32: 0x7d, v128: 0x7b } as const;

const simd = (code: number): number[] => [0xfd, ...unsigned(code)];

export const ops = {
  get: (local: number): Code => [0x20, ...unsigned(local)],
  set: (local: number): Code => [0x21, ...unsigned(local)],
  i32: (value: number): Code => [0x41, ...signed(value)],
  add: [0x6a],
  multiply: [0x6c],
  isLess: [0x49],
  /** A loop that runs its body, then goes round again while the condition holds. */
  repeat: (body: Code, condition: Code): Code => [0x03, 0x40, ...body, ...condition, 0x0d, 0x00, 0x0b],
  load: (offset: number): Code => [...simd(0x00), 0, ...unsigned(offset)],
  loadSplat: (offset: number): Code => [...simd(0x09), 2, ...unsigned(offset)],
  store: (offset: number): Code => [...simd(0x0b), 0, ...unsigned(offset)],
  splat: simd(0x13),
  addLanes: simd(0xe4),
  multiplyLanes: simd(0xe6),
  maxLanes: simd(0xe9),
} as const;

const section = (id: number, content: Code): number[] => [id, ...unsigned(content.length), ...content];
const text = (word: string): number[] => [...unsigned(word.length), ...[...word].map((letter) => letter.charCodeAt(0))];

/** A module that imports `host.memory` and exports one function without result. */
export const buildModule = (
  name: string,
  parameters: readonly number[],
  locals: readonly (readonly [count: number, type: number])[],
  body: Code,
): Uint8Array<ArrayBuffer> => {
  const code = [
    ...unsigned(locals.length),
    ...locals.flatMap(([count, type]) => [...unsigned(count), type]),
    ...body,
    0x0b,
  ];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, ...unsigned(parameters.length), ...parameters, 0]),
    ...section(2, [1, ...text('host'), ...text('memory'), 0x02, 0x00, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text(name), 0x00, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ]);
};
