import { parseArgs } from 'node:util';
import { openData } from '../adapters/sqlite/open-data.ts';
import { loadRules } from '../adapters/rule-files.ts';
import { tally } from '../domain/tally.ts';
import type { Command } from './command.ts';
import { exitCodes, printLine, UsageError } from './output.ts';
import { resourceFolder } from './places.ts';

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

export const tallyCommand: Command = {
  usage: 'tally --data DIR --day YYYY-MM-DD [--to YYYY-MM-DD]',
  about: "Prints the tally of a desk's day, or of the days from --day to --to, as one line.",
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { data: { type: 'string' }, day: { type: 'string' }, to: { type: 'string' } },
    });
    const { data, day, to = day } = values;
    if (!data || !day || !to) throw new UsageError('Name the data folder with --data and the day with --day.');
    if (!dayPattern.test(day) || !dayPattern.test(to)) throw new UsageError('A day is written YYYY-MM-DD.');
    const folder = await openData({ folder: data, readOnly: true });
    try {
      const config = folder.store.config();
      const post = loadRules(resourceFolder)
        .posts()
        .find(({ id }) => id === config?.post);
      if (!post)
        throw new UsageError('This folder holds no desk yet. Start the desk once, or fill it with: beket seed');
      const period = { kind: 'days', from: day, to } as const;
      printLine(tally(folder.log.crossingsOf(period), period, { zone: post.zone, posts: [post.id] }));
      return exitCodes.done;
    } finally {
      folder.close();
    }
  },
};
