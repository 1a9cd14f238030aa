/**
 * Postings in the order of their keys, as rows of a kilobyte: the first key is the row's number, each posting is the
 * distance to its key from the one before and thirty bits of event. Eight bytes hold a distance of 34 bits, nine one of 42;
 * keys are spread evenly, so a segment of n of 51 bits has distances near 2^51 / n.
 */
export type Row = { readonly first: number; readonly data: Buffer };

/**
 * Four rows fill a page of 4 kB, the cipher's share taken off. A look-up copies a row out of each segment, and what it copies the
 * collector has to clear away: longer rows save one byte in a hundred and cost more of that.
 */
const rowBytes = 976;
const narrow = { bytes: 8, most: 2 ** 34 };
const wide = { bytes: 9, most: 2 ** 42 };

/** More postings than this stand close enough for the narrow form: a distance too long comes once in e^16. */
export const narrowFrom = 2_000_000;

const formOf = (isWide: boolean) => (isWide ? wide : narrow);

/** Cuts a run of postings into rows. Postings of one key never part. */
export const createRowBuilder = (isWide: boolean, emit: (row: Row) => void) => {
  const { bytes, most } = formOf(isWide);
  let data = Buffer.alloc(4 * rowBytes);
  let [length, first, last] = [0, 0, -1];
  const flush = (): void => {
    if (length > 0) emit({ first, data: Buffer.from(data.subarray(0, length)) });
    length = 0;
  };
  return {
    add: (key: number, event: number): void => {
      if (length > 0 && key !== last && (length + bytes > rowBytes || key - last >= most)) flush();
      if (length === 0) first = last = key;
      if (length + bytes > data.length) data = Buffer.concat([data, Buffer.alloc(data.length)]);
      const distance = key - last;
      data.writeUInt32LE((((distance & 3) << 30) | event) >>> 0, length);
      data.writeUInt32LE(Math.floor(distance / 4) % 2 ** 32, length + 4);
      if (isWide) data[length + 8] = Math.floor(distance / 2 ** 34);
      length += bytes;
      last = key;
    },
    end: flush,
  };
};

/** All postings of a row, in order. */
export const eachOfRow = ({ first, data }: Row, isWide: boolean, take: (key: number, event: number) => void): void => {
  const { bytes } = formOf(isWide);
  let key = first;
  for (let at = 0; at < data.length; at += bytes) {
    const low = data.readUInt32LE(at);
    key += (low >>> 30) + data.readUInt32LE(at + 4) * 4 + (isWide ? (data[at + 8] as number) * 2 ** 34 : 0);
    take(key, low & 0x3fffffff);
  }
};

/** Events of one key, as far as the row has any. */
export const findInRow = ({ first, data }: Row, isWide: boolean, wanted: number): number[] => {
  const { bytes } = formOf(isWide);
  const found: number[] = [];
  let key = first;
  for (let at = 0; at < data.length; at += bytes) {
    const low = data.readUInt32LE(at);
    key += (low >>> 30) + data.readUInt32LE(at + 4) * 4 + (isWide ? (data[at + 8] as number) * 2 ** 34 : 0);
    if (key === wanted) found.push(low & 0x3fffffff);
    else if (key > wanted) break;
  }
  return found;
};
