import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Command } from './command.ts';
import { inputLines } from './lines.ts';
import { exitCodes, printLine, say, UsageError } from './output.ts';
import { matchLine, readList } from '../domain/watchlist/match-lines.ts';

export const matchCommand: Command = {
  usage: 'match --list LIST.jsonl -',
  about: 'Compares JSON lines of people with a watchlist; prints the hits of each with their evidence.',
  run: async (args) => {
    const { values } = parseArgs({ args: [...args], allowPositionals: true, options: { list: { type: 'string' } } });
    if (!values.list) throw new UsageError('Name the watchlist with --list.');
    const list = readList(await readFile(values.list, 'utf8'));
    for (const problem of list.problems) say(`${values.list}, line ${problem.line}: ${problem.code}`);
    let isClean = list.problems.length === 0;
    for await (const line of inputLines()) {
      const answer = matchLine(line, list.index);
      if (answer) printLine(answer);
      else {
        isClean = false;
        say('A line is no JSON object with id and names; it was passed over.');
      }
    }
    return isClean ? exitCodes.done : exitCodes.wrong;
  },
};
