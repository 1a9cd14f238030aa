import process from 'node:process';
import { OpeningFault } from '../adapters/opening-fault.ts';
import { DataFault } from '../adapters/sqlite/data-fault.ts';
import { VaultFault } from '../adapters/vault-seal.ts';
import { assessCommand } from './assess.ts';
import { backupCommand } from './backup.ts';
import type { Command } from './command.ts';
import { configCommand } from './config.ts';
import { exportCommand } from './export.ts';
import { explainCommand } from './explain.ts';
import { matchCommand } from './match.ts';
import { neighboursCommand } from './neighbours.ts';
import { exitCodes, say, UsageError } from './output.ts';
import { packCommand } from './pack.ts';
import { proveCommand } from './prove.ts';
import { readCommand } from './read.ts';
import { restoreCommand } from './restore.ts';
import { retentionCommand } from './retention.ts';
import { seedCommand } from './seed.ts';
import { stickCommand } from './stick.ts';
import { tallyCommand } from './tally.ts';
import { verifyCommand } from './verify.ts';

const commands: Readonly<Record<string, Command>> = {
  read: readCommand,
  assess: assessCommand,
  match: matchCommand,
  tally: tallyCommand,
  verify: verifyCommand,
  export: exportCommand,
  prove: proveCommand,
  seed: seedCommand,
  explain: explainCommand,
  pack: packCommand,
  backup: backupCommand,
  restore: restoreCommand,
  retention: retentionCommand,
  stick: stickCommand,
  config: configCommand,
  neighbours: neighboursCommand,
};

const overview = (): string =>
  [
    'Usage: beket <command> …',
    '',
    ...Object.values(commands).map(({ usage, about }) => `  ${usage}\n      ${about}`),
  ].join('\n');

/** Runs one command; the answer is the exit code. */
const run = async ([name = '', ...args]: readonly string[]): Promise<number> => {
  const command = commands[name];
  if (!command) {
    say(overview());
    return name === '--help' || name === 'help' ? exitCodes.done : exitCodes.usage;
  }
  if (args.includes('--help')) {
    say(`Usage: beket ${command.usage}\n\n${command.about}`);
    return exitCodes.done;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (error instanceof UsageError || (error instanceof TypeError && 'code' in error)) {
      say(`${error.message}\nUsage: beket ${command.usage}`);
      return exitCodes.usage;
    }
    if (error instanceof DataFault || error instanceof VaultFault || error instanceof OpeningFault) {
      say(error.message);
      return exitCodes.wrong;
    }
    throw error;
  }
};

// A reader that went away (`beket read … | head -1`) is not a fault.
process.stdout.on('error', () => process.exit(exitCodes.done));
process.exitCode = await run(process.argv.slice(2));
