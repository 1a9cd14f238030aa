import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { sha256 } from '../adapters/hash.ts';
import { signPack } from '../adapters/pack-signature.ts';
import { wholeHash } from '../core/law.ts';
import { fingerprintOf } from '../domain/rules/signed-pack.ts';
import { checkPackValue } from '../domain/rules/pack-check.ts';
import { exitCodes, printLine, say, UsageError, type ExitCode } from './output.ts';

const textOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file} cannot be read.`);
  });

/** Writes a new file and never over another: a key that is lost cannot be made again. */
const writeNew = async (file: string, text: string, mode: number): Promise<void> => {
  await writeFile(file, text, { flag: 'wx', mode }).catch(() => {
    throw new UsageError(`${file} is there already, or cannot be written.`);
  });
};

/** An Ed25519 key for whoever writes packs: the private part in a file only its owner reads, the public part printed. */
export const makeKey = async (args: readonly string[]): Promise<ExitCode> => {
  const { values } = parseArgs({ args: [...args], options: { out: { type: 'string' } } });
  if (!values.out) throw new UsageError('Name the file the key is to be written to with --out.');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  await writeNew(values.out, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), 0o600);
  const shown = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  printLine({ file: values.out, publicKey: shown, fingerprint: fingerprintOf(shown, sha256) });
  say(
    `Keep ${values.out} to yourself. Desks take packs signed by it once two of their administrators accepted the key.`,
  );
  return exitCodes.done;
};

const isKey = (pem: string): boolean => {
  try {
    return createPublicKey(pem).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Signs a pack that holds; a pack with problems is not signed. */
export const sign = async (args: readonly string[]): Promise<ExitCode> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { key: { type: 'string' }, out: { type: 'string' } },
  });
  const [file, ...more] = positionals;
  if (!file || more.length > 0 || !values.key) throw new UsageError('Name the pack and the key: FILE --key KEY.pem');
  const key = await textOf(values.key);
  if (!isKey(key)) throw new UsageError(`${values.key} is no Ed25519 private key in PEM.`);
  const value = parsed(await textOf(file));
  const { pack, problems } = checkPackValue(value);
  if (!pack) {
    printLine({ file, ok: false, problems });
    return exitCodes.wrong;
  }
  const signed = signPack(value, key);
  const out = values.out ?? file.replace(/(\.json)?$/, '.signed.json');
  await writeNew(out, `${JSON.stringify(signed)}\n`, 0o644);
  const { id, version } = pack;
  const { publicKey } = signed;
  const hash = wholeHash(value, sha256);
  printLine({ file: out, ok: true, id, version, hash, publicKey, fingerprint: fingerprintOf(publicKey, sha256) });
  return exitCodes.done;
};
