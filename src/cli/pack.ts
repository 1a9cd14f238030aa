import { readFile } from 'node:fs/promises';
import { verifyPackSignature } from '../adapters/pack-signature.ts';
import { checkPack, checkPackValue } from '../domain/rules/pack-check.ts';
import { signedPackSchema, signedPackText } from '../domain/rules/signed-pack.ts';
import * as v from 'valibot';
import type { Command } from './command.ts';
import { exitCodes, printLine, UsageError, type ExitCode } from './output.ts';
import { dryRunPack } from './pack-dry-run.ts';
import { makeKey, sign } from './pack-sign.ts';

const textOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file} cannot be read.`);
  });

const signedIn = (text: string) => {
  try {
    const parsed = v.safeParse(signedPackSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
};

/** A pack as it is written, or signed: then its signature is checked too, whoever's it is. */
const check = async ([file, ...more]: readonly string[]): Promise<ExitCode> => {
  if (!file || more.length > 0) throw new UsageError('Name the pack: beket pack check FILE');
  const text = await textOf(file);
  const signed = signedIn(text);
  const problems = signed ? checkPackValue(signed.pack).problems : checkPack(text);
  const isIntact = !signed || verifyPackSignature(signedPackText(signed.pack), signed.signature, signed.publicKey);
  const ok = problems.length === 0 && isIntact;
  printLine({ file, ok, problems, ...(signed && { signature: isIntact ? 'fits' : 'does-not-fit' }) });
  return ok ? exitCodes.done : exitCodes.wrong;
};

const verbs: Readonly<Record<string, (args: readonly string[]) => Promise<ExitCode>>> = {
  check,
  keygen: makeKey,
  sign,
  'dry-run': dryRunPack,
};

export const packCommand: Command = {
  usage:
    'pack check FILE | pack keygen --out KEY.pem | pack sign FILE --key KEY.pem [--out SIGNED] | pack dry-run NEW --since 7d --data DIR',
  about:
    'Checks a rule pack (shape, holes and overlaps in its dates, three languages); makes a key; signs a pack; lists the verdicts of a log that a pack would change.',
  run: async ([verb = '', ...args]) => {
    const run = verbs[verb];
    if (!run) throw new UsageError(`Say what to do with the pack: ${Object.keys(verbs).join(', ')}.`);
    return run(args);
  },
};
