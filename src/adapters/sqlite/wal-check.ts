import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

/** Layout of https://www.sqlite.org/fileformat2.html#walformat: file header, then frames of a header and a page. */
const fileHeader = 32;
const frameHeader = 24;
const saltAt = { file: 16, frame: 8 };
const sizeAt = 4;

/**
 * Numbers of the frames that end a transaction in a write-ahead log, from 1. SQLite leaves out, without a word, all that
 * follows a frame whose checksum does not hold; these numbers tell how much that was.
 */
export const commitsIn = (walFile: string): number[] => {
  if (!existsSync(walFile)) return [];
  const handle = openSync(walFile, 'r');
  try {
    const header = Buffer.alloc(fileHeader);
    if (readSync(handle, header, 0, fileHeader, 0) < fileHeader) return [];
    const frameBytes = frameHeader + header.readUInt32BE(8);
    const salts = header.subarray(saltAt.file, saltAt.file + 8);
    const commits: number[] = [];
    const frame = Buffer.alloc(frameHeader);
    const size = fstatSync(handle).size;
    for (let number = 1, at = fileHeader; at + frameHeader <= size; number += 1, at += frameBytes) {
      readSync(handle, frame, 0, frameHeader, at);
      // Frames of an earlier round lie behind the last one with other salts.
      if (!frame.subarray(saltAt.frame, saltAt.frame + 8).equals(salts)) continue;
      if (frame.readUInt32BE(sizeAt) > 0) commits.push(number);
    }
    return commits;
  } finally {
    closeSync(handle);
  }
};
