import { loadRules } from '../adapters/rule-files.ts';
import { assess } from '../domain/assess.ts';
import type { Command } from './command.ts';
import { inputLines } from './lines.ts';
import { exitCodes, printLine, say, UsageError } from './output.ts';
import { resourceFolder } from './places.ts';

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

export const assessCommand: Command = {
  usage: 'assess -',
  about:
    'Weighs JSON lines of document, crossing and history by the pack in force on that day; prints one verdict a line.',
  run: async (args) => {
    if (args.join(' ') !== '-') throw new UsageError('The cases come from standard input: beket assess -');
    const rules = loadRules(resourceFolder);
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
  },
};
