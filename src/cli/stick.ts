import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { dataFolderPaths } from '../adapters/data-folder-paths.ts';
import { fullLines } from '../adapters/http/uplink-lines.ts';
import { openData } from '../adapters/sqlite/open-data.ts';
import * as sealing from '../adapters/stick-seal.ts';
import { openVault } from '../adapters/vault.ts';
import { StickRefusal, stickSteps, takeStickAnswer, type StickFault } from '../core/stick.ts';
import type { Command } from './command.ts';
import { exitCodes, printLine, say, UsageError, type ExitCode } from './output.ts';
import { sayProgress } from './progress.ts';
import { withData } from './with-data.ts';

const sentences: Readonly<Record<StickFault, string>> = {
  'no-stick-key': 'This desk knows no centre that takes sticks. Connect it once; the key comes with the enrolment.',
  'nothing-unsent': 'The centre has acknowledged everything: there is nothing to carry.',
  'not-an-answer': 'This is no answer of the centre of this desk, or it was cut or changed on the way.',
  'no-answer': 'There is no answer of a centre.',
  'other-desk': 'The answer is for another desk.',
  'other-centre': 'The answer is of another centre.',
  'old-answer': 'The answer is old: the desk knows as much already.',
  fork: 'The centre holds another entry under that number. An administrator of the centre decides.',
};

const refusing = async (work: () => Promise<ExitCode> | ExitCode): Promise<ExitCode> => {
  try {
    return await work();
  } catch (fault) {
    if (!(fault instanceof StickRefusal)) throw fault;
    say(sentences[fault.code]);
    printLine({ ok: false, reason: fault.code });
    return exitCodes.wrong;
  }
};

/** Written beside and renamed: a stick pulled out half-way leaves no file that looks whole. */
const write = (folder: string, to: string): Promise<ExitCode> =>
  withData(folder, ({ log, store }) => {
    const vault = openVault({ folder: dataFolderPaths(folder).vault, mayCreate: false });
    const steps = stickSteps({ log, store, sealing }, new Date().toISOString(), vault.sign, fullLines);
    const tell = sayProgress();
    const first = steps.next();
    if (first.done) return exitCodes.wrong;
    const file = openSync(`${to}.part`, 'w', 0o600);
    let entries = 0;
    try {
      writeSync(file, first.value.bytes);
      for (const { bytes, done, total } of steps) {
        writeSync(file, bytes);
        tell({ step: 'stick', done, total });
        entries = done;
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${to}.part`, to);
    printLine({ ok: true, file: to, entries });
    return exitCodes.done;
  });

const take = (folder: string, from: string): ExitCode => {
  const data = openData({ folder });
  try {
    const { log, store } = data;
    const { acknowledged, at } = takeStickAnswer({ log, store, sealing }, readFileSync(from, 'utf8'));
    printLine({ ok: true, acknowledged, at, unsent: log.head().seq - acknowledged });
    return exitCodes.done;
  } finally {
    data.close();
  }
};

export const stickCommand: Command = {
  usage: 'stick export --data DIR --to FILE | stick import --data DIR FILE',
  about:
    'Without a line: writes what the centre has not acknowledged to a stick, sealed to the centre’s key, beside a running\n' +
    '      desk or a closed one; takes the centre’s answer file on a closed desk.',
  run: (args) => {
    const options = { data: { type: 'string' }, to: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [what, file] = positionals;
    const { data, to } = values;
    if (what === 'export' && data && to) return refusing(() => write(data, to));
    if (what === 'import' && data && file) return refusing(() => take(data, file));
    throw new UsageError('Say export with --data and --to, or import with --data and a file.');
  },
};
