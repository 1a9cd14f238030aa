import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { dataFolderPaths } from '../adapters/data-folder-paths.ts';
import { verifyPackSignature } from '../adapters/pack-signature.ts';
import { openData, type DataFolder } from '../adapters/sqlite/open-data.ts';
import { openVault } from '../adapters/vault.ts';
import { neighboursOf, signConfig } from '../core/config-calls.ts';
import { configDifferences, configVersion, readConfig, type DeskSettings } from '../domain/fleet/desk-config.ts';
import type { Command } from './command.ts';
import { exitCodes, printLine, say, UsageError, type ExitCode } from './output.ts';
import { withData } from './with-data.ts';

const sentences = {
  'not-a-config': 'This is no file of settings.',
  changed: 'The file was changed since a desk signed it.',
  newer: 'The file was made by a newer Beket. Update this one.',
} as const;

const settingsOf = ({ store }: Pick<DataFolder, 'store'>): DeskSettings => {
  const config = store.config();
  if (!config) throw new UsageError('This desk has not been set up.');
  const { post, lane, watchedFolder, secondBackups, neighbours, centre } = config;
  return {
    post,
    lane,
    ...(watchedFolder !== undefined && { watchedFolder }),
    ...(secondBackups !== undefined && { secondBackups }),
    ...(neighbours && { neighbours: { on: neighbours.on, port: neighbours.port, others: [...neighbours.others] } }),
    ...(centre && { centre: centre.url }),
  };
};

const write = (folder: string, to: string): Promise<ExitCode> =>
  withData(folder, (data) => {
    const vault = openVault({ folder: dataFolderPaths(folder).vault, mayCreate: false });
    const station = data.store.config()?.stationId ?? '';
    const config = { version: configVersion, madeAt: new Date().toISOString(), station, settings: settingsOf(data) };
    writeFileSync(to, signConfig(config, vault), { mode: 0o600 });
    printLine({ ok: true, file: to, station });
    return exitCodes.done;
  });

/** Why the command line leaves a setting of a file alone; everything else that is left is each desk's own. */
const left: Readonly<Record<string, string>> = {
  language: 'It belongs to the page: take it over in the application.',
  thresholds:
    'They lie at the centre, which takes them from an administrator signed in at a desk: take them over in the application.',
};

/** What can be put into place on a closed desk. */
const applied: readonly string[] = ['watchedFolder', 'secondBackups', 'neighbours'];

type Apply = { readonly by: string; readonly reason: string };

const take = (folder: string, from: string, apply: Apply | undefined): ExitCode => {
  const read = readConfig(readFileSync(from, 'utf8'), verifyPackSignature);
  if ('fault' in read) {
    say(sentences[read.fault]);
    printLine({ ok: false, reason: read.fault });
    return exitCodes.wrong;
  }
  const data = openData({ folder, ...(!apply && { readOnly: true }) });
  try {
    const { station, settings } = read.config;
    const differences = configDifferences(settingsOf(data), settings);
    const names = differences.map(({ name }) => name).filter((name) => applied.includes(name));
    for (const difference of differences) {
      const why = left[difference.name];
      printLine({ ...difference, applies: difference.applies && why === undefined, ...(why && { left: why }) });
      if (apply && why) say(`${difference.name} is left as it is. ${why}`);
    }
    const config = data.store.config();
    if (apply && config && names.length > 0) {
      const { watchedFolder = config.watchedFolder, secondBackups = config.secondBackups } = settings;
      data.store.saveConfig({
        ...config,
        ...(watchedFolder !== undefined && { watchedFolder }),
        ...(secondBackups !== undefined && { secondBackups }),
        ...(settings.neighbours && { neighbours: neighboursOf(config.neighbours, settings.neighbours) }),
      });
      const body = { by: apply.by, configFrom: station, settings: names };
      data.log.append({ kind: 'settings-changed', body, personal: { reason: apply.reason } });
    }
    printLine({ ok: true, station, differences: differences.length, applied: apply ? names : [] });
    return exitCodes.done;
  } finally {
    data.close();
  }
};

export const configCommand: Command = {
  usage: 'config export --data DIR --to FILE | config import --data DIR FILE [--apply --by BADGE --reason TEXT]',
  about:
    'Settings of a desk as a signed file without keys, PINs or names; import prints what differs, and with --apply puts\n' +
    '      folders and neighbours into place on a closed desk. Language and thresholds are taken over in the application.',
  run: (args) => {
    const text = { type: 'string' } as const;
    const options = { data: text, to: text, by: text, reason: text, apply: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [what, file] = positionals;
    const { data, to, apply, by, reason } = values;
    if (what === 'export' && data && to) return write(data, to);
    if (what !== 'import' || !data || !file)
      throw new UsageError('Say export with --data and --to, or import with a file.');
    if (apply && (!by || !reason)) throw new UsageError('Say who with --by and why with --reason.');
    return Promise.resolve(take(data, file, apply && by && reason ? { by, reason } : undefined));
  },
};
