import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync, readdirSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { stickAnswerEnding, stickEnding, stickHeaderSchema, type StickHeader } from '../contract/stick.ts';
import type { StickFolder, StickReading } from '../core/stick-ports.ts';
import { writeWhole } from './whole-file.ts';

const longestHeader = 4_096;
/** An answer is some hundred bytes; what is larger is something else. */
const longestAnswer = 16_384;
/** Files looked at in one folder; a stick holds a handful. */
const mostFiles = 200;
const chunk = 1024 * 1024;

const headerOf = (file: string): StickHeader | undefined => {
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(longestHeader);
    const head = bytes.subarray(0, readSync(handle, bytes, 0, longestHeader, 0));
    const end = head.indexOf('\n');
    const parsed = v.safeParse(stickHeaderSchema, end < 0 ? undefined : JSON.parse(head.toString('utf8', 0, end)));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  } finally {
    closeSync(handle);
  }
};

const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isFile() && one.name.endsWith(ending) && !one.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()
    .slice(-mostFiles);

const openReading = async (file: string): Promise<StickReading> => {
  const handle = await open(file, 'r');
  const read = async (at: number, length: number): Promise<Uint8Array> => {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await handle.read(bytes, 0, length, at);
    return bytes.subarray(0, bytesRead);
  };
  return {
    size: (await handle.stat()).size,
    digest: async () => {
      const hash = createHash('sha256');
      for (let at = 0; ; at += chunk) {
        const bytes = await read(at, chunk);
        if (bytes.length === 0) return hash.digest('hex');
        hash.update(bytes);
      }
    },
    read,
    close: () => handle.close(),
  };
};

/** What lies on a stick: files of desks on their way to the centre, and its answers on theirs back. */
export const stickFolder: StickFolder = {
  filesIn: (folder) =>
    namesIn(folder, stickEnding).map((name) => {
      const file = join(folder, name);
      const header = headerOf(file);
      return {
        name,
        bytes: statSync(file).size,
        isAnswered: existsSync(file + stickAnswerEnding),
        ...(header && { header }),
      };
    }),
  answersIn: (folder) =>
    namesIn(folder, stickEnding + stickAnswerEnding)
      .map((name) => join(folder, name))
      .filter((file) => statSync(file).size <= longestAnswer)
      .map((file) => readFileSync(file, 'utf8')),
  read: (folder, name) => openReading(join(folder, name)),
  writeAnswer: (folder, name, text) => {
    const file = join(folder, name + stickAnswerEnding);
    writeWhole(file, (put) => put(`${text}\n`));
    return file;
  },
};
