import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

/** Layout of https://www.sqlite.org/fileformat2.html#walformat: file header, then frames of a header and a page. */
const fileHeader = 32;
const frameHeader = 24;
const frameBytes = frameHeader + 4096;
/** The second salt: random for every round of the log, at these places of the file's and of a frame's header. */
const saltAt = { file: 20, frame: 12 };
const sizeAt = 4;
/** Salts of two rounds differ in sixteen bits or so; a damaged one in a bit or two. */
const damagedBits = 3;

const differingBits = (a: number, b: number): number => {
  let count = 0;
  // `>>> 0`: a number whose highest bit is set would be a negative one, and end the count.
  for (let rest = (a ^ b) >>> 0; rest > 0; rest = (rest & (rest - 1)) >>> 0) count += 1;
  return count;
};

/**
 * Numbers of the frames that end a transaction in a write-ahead log, from 1. SQLite leaves out, without a word, all that
 * follows a frame whose checksum does not hold; these numbers tell how much that was.
 */
export const commitsIn = (walFile: string): number[] => {
  if (!existsSync(walFile)) return [];
  const handle = openSync(walFile, 'r');
  try {
    const size = fstatSync(handle).size;
    const header = Buffer.alloc(fileHeader + frameHeader);
    if (readSync(handle, header, 0, header.length, 0) < header.length) return [];
    const [own, first] = [header.readUInt32BE(saltAt.file), header.readUInt32BE(fileHeader + saltAt.frame)];
    // The first frame tells the round where the file's own header is damaged; where they are of two rounds, a new one had just
    // been begun when the desk ended, and all that lies behind its header is in the database already.
    const salts = differingBits(own, first) <= damagedBits ? [own, first] : [own];
    const commits: number[] = [];
    const frame = Buffer.alloc(frameHeader);
    // SQLite writes a frame's header and its page by themselves, and answers only when both are on the disk: a header at the end of
    // the file without a whole page is of a transaction nobody was told was saved.
    for (let number = 1, at = fileHeader; at + frameBytes <= size; number += 1, at += frameBytes) {
      readSync(handle, frame, 0, frameHeader, at);
      const salt = frame.readUInt32BE(saltAt.frame);
      // Frames of an earlier round lie behind the last one of this.
      if (!salts.some((one) => differingBits(one, salt) <= damagedBits)) continue;
      if (frame.readUInt32BE(sizeAt) > 0) commits.push(number);
    }
    return commits;
  } finally {
    closeSync(handle);
  }
};
