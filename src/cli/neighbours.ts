import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { openData } from '../adapters/sqlite/open-data.ts';
import { neighbourCalls } from '../contract/calls/neighbour-calls.ts';
import type { NeighbourSettings } from '../core/neighbour-ports.ts';
import { usualSettings } from '../core/neighbours.ts';
import type { Command } from './command.ts';
import { exitCodes, printLine, say, UsageError, type ExitCode } from './output.ts';
import { withData } from './with-data.ts';

const options = {
  data: { type: 'string' },
  on: { type: 'boolean' },
  off: { type: 'boolean' },
  listen: { type: 'string' },
  add: { type: 'string', multiple: true },
  remove: { type: 'string', multiple: true },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

const changed = (before: NeighbourSettings, { on, off, listen, add = [], remove = [] }: Values): NeighbourSettings => {
  const [, host = before.host, port = String(before.port)] = /^(.+):(\d+)$/.exec(listen ?? '') ?? [];
  const others = [...new Set([...before.others, ...add])].filter((one) => !remove.includes(one));
  const wanted = { on: on === true || (before.on && off !== true), host, port: Number(port), others };
  const parsed = v.safeParse(neighbourCalls.saveNeighbours.input, wanted);
  if (!parsed.success || (listen !== undefined && !/:\d+$/.test(listen))) {
    throw new UsageError('Addresses are host:port, for example 192.168.10.6:7390.');
  }
  return parsed.output;
};

const show = (settings: NeighbourSettings | undefined): ExitCode => {
  printLine({ ok: true, ...(settings ?? usualSettings) });
  return exitCodes.done;
};

/** The same entry as from the view of the centre: settings of a desk are in its log, whoever made them. */
const save = (folder: string, values: Values): ExitCode => {
  const data = openData({ folder });
  try {
    const config = data.store.config();
    if (!config) {
      say('This desk has not been set up yet.');
      printLine({ ok: false, reason: 'not-set-up' });
      return exitCodes.wrong;
    }
    const neighbours = changed(config.neighbours ?? usualSettings, values);
    data.store.saveConfig({ ...config, neighbours });
    const count = neighbours.on ? neighbours.others.length : 'off';
    data.log.append({ kind: 'settings-changed', body: { by: 'command-line', neighbours: count } });
    return show(neighbours);
  } finally {
    data.close();
  }
};

export const neighboursCommand: Command = {
  usage: 'neighbours --data DIR [--on | --off] [--listen HOST:PORT] [--add HOST:PORT]… [--remove HOST:PORT]…',
  about:
    'Other desks of the post, to exchange with while the centre is away: shows what is set, beside a running desk or a closed\n' +
    '      one; changes it on a closed desk.',
  run: async (args) => {
    const { values } = parseArgs({ args: [...args], options });
    const { data, ...changes } = values;
    if (!data || (changes.on && changes.off)) throw new UsageError('Say --data with a folder, and --on or --off.');
    if (Object.keys(changes).length > 0) return save(data, values);
    return withData(data, ({ store }) => show(store.config()?.neighbours));
  },
};
