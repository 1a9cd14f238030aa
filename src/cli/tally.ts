import { parseArgs } from 'node:util';
import { loadRules } from '../adapters/rule-files.ts';
import { tally } from '../domain/tally.ts';
import type { Command } from './command.ts';
import { exitCodes, printLine, say, UsageError } from './output.ts';
import { resourceFolder } from './places.ts';
import { withData } from './with-data.ts';

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

export const tallyCommand: Command = {
  usage: 'tally --data DIR --day YYYY-MM-DD [--to YYYY-MM-DD]',
  about: "Prints the tally of a desk's day, or of the days from --day to --to, as one line.",
  run: async (args) => {
    const options = { data: { type: 'string' }, day: { type: 'string' }, to: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    const { data, day, to = day } = values;
    if (!data || !day || !to) throw new UsageError('Name the data folder with --data and the day with --day.');
    if (!isDay(day) || !isDay(to)) throw new UsageError('A day is written YYYY-MM-DD.');
    return withData(data, ({ store, log }) => {
      const config = store.config();
      const post = loadRules(resourceFolder)
        .posts()
        .find(({ id }) => id === config?.post);
      if (!post) {
        say('This folder holds no desk yet. Start the desk once, or fill the folder with: beket seed');
        return exitCodes.wrong;
      }
      const period = { kind: 'days', from: day, to } as const;
      printLine(tally(log.crossingsOf(period), period, { zone: post.zone, posts: [post.id] }));
      return exitCodes.done;
    });
  },
};
