import { parseArgs } from 'node:util';
import { openData } from '../adapters/sqlite/open-data.ts';
import { loadRules } from '../adapters/rule-files.ts';
import { monthsBefore } from '../core/retention.ts';
import { localDay } from '../domain/local-time.ts';
import type { Command } from './command.ts';
import { exitCodes, printLine, say, UsageError } from './output.ts';
import { resourceFolder } from './places.ts';

export const retentionCommand: Command = {
  usage: 'retention --data DIR [--dry-run]',
  about:
    'Erases who somebody was from entries older than the period in the rules, and says so in the log; the desk must be closed.\n' +
    '      --dry-run counts what is due and erases nothing; a running desk does not stand in its way.',
  run: async (args) => {
    const options = { data: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } } as const;
    const { values } = parseArgs({ args: [...args], options });
    if (!values.data) throw new UsageError('Name the desk with --data.');
    const rules = loadRules(resourceFolder);
    const data = openData({ folder: values.data, readOnly: values['dry-run'] });
    try {
      const zone = rules.posts().find(({ id }) => id === data.store.config()?.post)?.zone ?? 'Asia/Almaty';
      const { retention: rule, hash } = rules.packAt(Date.now(), zone);
      if (!rule) {
        say('The rules in force name no period.');
        printLine({ ok: true, entries: 0 });
        return exitCodes.done;
      }
      const before = monthsBefore(localDay(Date.now(), zone), rule.months);
      const facts = { rule: rule.id, attested: rule.attested, before };
      const told = { onProgress: (entries: number) => say(`${String(entries)} erased`) };
      const found = values['dry-run']
        ? await data.retention.due(before)
        : await data.erase({ rule: rule.id, before, pack: hash }, told);
      printLine({ ok: true, ...facts, ...found, erased: !values['dry-run'] });
      return exitCodes.done;
    } finally {
      data.close();
    }
  },
};
