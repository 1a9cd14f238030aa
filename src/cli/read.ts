import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { createReader } from '../adapters/reading/reader.ts';
import type { RawScan, Reading } from '../domain/document/reading.ts';
import type { Command } from './command.ts';
import { inputText } from './lines.ts';
import { exitCodes, printLine, UsageError } from './output.ts';
import { todayHere, workerUrl } from './places.ts';

const scanOf = async (file: string): Promise<RawScan> => {
  if (file === '-') return { source: 'text', payload: await inputText() };
  const bytes = await readFile(file);
  if (extname(file).toLowerCase() === '.txt') return { source: 'text', payload: bytes.toString('utf8') };
  return { source: 'image', payload: bytes.toString('base64'), fileName: file };
};

const unreadable = (): Reading => ({
  source: 'none',
  format: 'none',
  text: '',
  problems: [{ field: 'file', code: 'unreadable' }],
});

/** The reading that says most stands first; what else was in the picture follows. */
const ordered = (readings: readonly Reading[]): Reading[] =>
  readings.toSorted((a, b) => Object.keys(b.document ?? {}).length - Object.keys(a.document ?? {}).length);

export const readCommand: Command = {
  usage: 'read [--signers FOLDER] FILE… | read -',
  about: 'Reads documents from pictures, .txt payloads or standard input; prints one line for each file.',
  run: async (args) => {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { signers: { type: 'string' } },
    });
    if (positionals.length === 0) throw new UsageError('Name at least one file, or - for standard input.');
    // Certificates that seals are verified by, offline.
    const signers = values.signers ?? process.env['BEKET_SIGNERS'];
    const reader = createReader({ workerUrl, today: todayHere, ...(signers && { signers }) });
    let isClean = true;
    for (const file of positionals) {
      const readings = await scanOf(file).then(
        (scan) => reader.read(scan),
        () => [unreadable()],
      );
      const [first = unreadable(), ...others] = ordered(readings);
      if (first.problems.length > 0) isClean = false;
      printLine({ file, ...first, ...(others.length > 0 && { others }) });
    }
    await reader.close();
    return isClean ? exitCodes.done : exitCodes.wrong;
  },
};
