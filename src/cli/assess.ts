import { parseArgs } from 'node:util';
import { deskLaw, loadRules } from '../adapters/rule-files.ts';
import { assess, type Rulebook } from '../domain/assess.ts';
import type { Command } from './command.ts';
import { inputLines } from './lines.ts';
import { exitCodes, printLine, say, UsageError, type ExitCode } from './output.ts';
import { resourceFolder } from './places.ts';
import { withData } from './with-data.ts';

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

const assessLines = async (rules: Rulebook): Promise<ExitCode> => {
  let isClean = true;
  let number = 0;
  for await (const line of inputLines()) {
    number += 1;
    const answer = assess(parsed(line), rules);
    if (answer.ok) {
      printLine(answer.value);
      if (answer.note) say(`Line ${number}: ${answer.note}`);
    } else {
      isClean = false;
      say(`Line ${number}: ${answer.message}`);
    }
  }
  return isClean ? exitCodes.done : exitCodes.wrong;
};

export const assessCommand: Command = {
  usage: 'assess [--data DIR] -',
  about:
    'Weighs JSON lines of document, crossing and history by the pack in force on that day (--data: in force at that desk at that instant); prints one verdict a line.',
  run: async (args) => {
    const options = { data: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    if (positionals.join(' ') !== '-') throw new UsageError('The cases come from standard input: beket assess -');
    const files = loadRules(resourceFolder);
    if (values.data === undefined) return assessLines(files);
    return withData(values.data, ({ packs }) => {
      const law = deskLaw(files, packs);
      const { hash } = law.wholeAt(Date.now());
      return assessLines({ packs: law.editions(hash), posts: law.posts, inForce: law.packAt });
    });
  },
};
