import { readFile } from 'node:fs/promises';
import { checkPack } from '../domain/rules/pack-check.ts';
import type { Command } from './command.ts';
import { exitCodes, printLine, UsageError } from './output.ts';

export const packCommand: Command = {
  usage: 'pack check FILE',
  about: 'Checks a rule pack: its shape, holes and overlaps in its dates, sentences in three languages.',
  run: async ([verb, file, ...more]) => {
    if (verb !== 'check' || !file || more.length > 0) throw new UsageError('Name the pack: beket pack check FILE');
    const text = await readFile(file, 'utf8').catch(() => {
      throw new UsageError(`${file} cannot be read.`);
    });
    const problems = checkPack(text);
    printLine({ file, ok: problems.length === 0, problems });
    return problems.length === 0 ? exitCodes.done : exitCodes.wrong;
  },
};
