import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { keySeal } from './vault-key-seal.ts';
import { VaultFault } from './vault-seal.ts';
import { keyOfWords, recoveryWords } from './vault-words.ts';

/** What a desk cannot do without: the key of its log, and the pair the centre knows it by. */
export type DeskKeys = {
  /** 32 bytes in hex. */
  readonly dataKey: string;
  /** Ed25519, PKCS #8 DER in Base64. */
  readonly stationKey: string;
};

const fileSchema = v.object({ format: v.literal(1), madeAt: v.pipe(v.string(), v.isoTimestamp()), sealed: v.string() });
const keysSchema = v.object({ dataKey: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)), stationKey: v.string() });

/** New words; what they open is written by `keepRecovery`, and until then the old ones hold. */
export const newRecoveryWords = (): string[] => recoveryWords(randomBytes(32).toString('hex'));

/** Closes the desk's keys under its words. The words before open nothing any more. */
export const keepRecovery = (file: string, words: readonly string[], keys: DeskKeys, madeAt: string): void => {
  const key = keyOfWords(words.join(' '));
  if (key === undefined) throw new TypeError('these are no recovery words');
  const sealed = keySeal(Buffer.from(key, 'hex')).close(Buffer.from(JSON.stringify(keys)));
  const text = JSON.stringify({ format: 1, madeAt, sealed: sealed.toString('base64') });
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
};

const read = (file: string): v.InferOutput<typeof fileSchema> | undefined => {
  try {
    return v.parse(fileSchema, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
};

/** When the words of a desk were made, ISO instant; `undefined` where it has none. */
export const recoveryMadeAt = (file: string): string | undefined => read(file)?.madeAt;

/** The keys that words open. Throws VaultFault `wrong-words` for words that are none or others, `no-recovery` without the file. */
export const openRecovery = (file: string, words: string): DeskKeys => {
  const key = keyOfWords(words);
  if (key === undefined) {
    throw new VaultFault('wrong-words', 'These are not seventeen recovery words, or one of them is misread.');
  }
  const kept = read(file);
  if (!kept) throw new VaultFault('no-recovery', `${file} is missing or spoilt: the words need it.`);
  try {
    const opened = keySeal(Buffer.from(key, 'hex')).open(Buffer.from(kept.sealed, 'base64'));
    return v.parse(keysSchema, JSON.parse(opened.toString('utf8')));
  } catch (error) {
    throw new VaultFault('wrong-words', 'These words belong to another desk, or newer ones have replaced them.', error);
  }
};
