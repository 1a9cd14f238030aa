import { parseArgs } from 'node:util';
import { loadRules } from '../adapters/rule-files.ts';
import { openData } from '../adapters/sqlite/open-data.ts';
import { seedDemo } from '../adapters/sqlite/seed-demo.ts';
import type { Command } from './command.ts';
import { exitCodes, printLine, say, UsageError } from './output.ts';
import { resourceFolder } from './places.ts';

const wholeNumber = (text: string, name: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${name} is a whole number.`);
  return Number(text);
};

export const seedCommand: Command = {
  usage: 'seed --data DIR [--days 14] [--seed 7] [--until YYYY-MM-DDTHH:MM:SSZ]',
  about: 'Fills an empty folder with an invented desk: four officers, a post, crossings of --days days, a watchlist.',
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        days: { type: 'string', default: '14' },
        seed: { type: 'string', default: '7' },
        until: { type: 'string' },
      },
    });
    if (!values.data) throw new UsageError('Name the folder to fill with --data.');
    const now = values.until === undefined ? Date.now() : Date.parse(values.until);
    if (Number.isNaN(now)) throw new UsageError('--until is an instant such as 2026-11-22T06:00:00Z.');
    const days = wholeNumber(values.days, 'days');
    const seed = wholeNumber(values.seed, 'seed');
    const rules = loadRules(resourceFolder);
    const folder = openData({ folder: values.data });
    try {
      if (folder.store.config()) {
        say('This folder holds a desk already. Name an empty one with --data.');
        return exitCodes.wrong;
      }
      const started = performance.now();
      const sown = await seedDemo(folder, { now, seed, days, rules });
      printLine({ ...sown, days, seed, seconds: Math.round(performance.now() - started) / 1000 });
      return exitCodes.done;
    } finally {
      folder.close();
    }
  },
};
