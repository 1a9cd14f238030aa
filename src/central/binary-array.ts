import type { Column } from './database.ts';

/** Types of the elements as PostgreSQL numbers them (pg_type.dat). */
const elementTypes = { text: 25, bigint: 20, boolean: 16 } as const;

/** What has been written; kept between calls, for a batch needs a buffer of its size again and again. */
let scratch = Buffer.allocUnsafe(1 << 20);

const roomFor = (at: number, bytes: number): void => {
  if (at + bytes <= scratch.length) return;
  const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, at + bytes));
  scratch.copy(larger, 0, 0, at);
  scratch = larger;
};

const writeValue = (value: string | number | boolean, type: Column['column'], at: number): number => {
  if (type === 'text') return scratch.write(String(value), at, 'utf8');
  if (type === 'boolean') return scratch.writeUInt8(value === true ? 1 : 0, at) - at;
  return scratch.writeBigInt64BE(BigInt(value), at) - at;
};

/**
 * A column in the binary form of a PostgreSQL array (array_send in src/backend/utils/adt/arrayfuncs.c): as text every quote
 * would have to be escaped here and read letter by letter there, which is most of the work of taking in a batch.
 */
export const binaryArray = ({ column, values }: Column): Buffer => {
  const hasNull = values.some((value) => value === undefined);
  scratch.writeInt32BE(values.length > 0 ? 1 : 0, 0);
  scratch.writeInt32BE(hasNull ? 1 : 0, 4);
  scratch.writeInt32BE(elementTypes[column], 8);
  if (values.length === 0) return Buffer.from(scratch.subarray(0, 12));
  scratch.writeInt32BE(values.length, 12);
  scratch.writeInt32BE(1, 16);
  let at = 20;
  for (const value of values) {
    // UTF-8 takes three bytes a code unit at most.
    roomFor(at, 12 + (typeof value === 'string' ? value.length * 3 : 0));
    const bytes = value === undefined ? -1 : writeValue(value, column, at + 4);
    scratch.writeInt32BE(bytes, at);
    at += 4 + Math.max(0, bytes);
  }
  return Buffer.from(scratch.subarray(0, at));
};
