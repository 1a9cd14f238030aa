import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SafeStorage } from 'electron';
import { keySeal } from '../adapters/vault-key-seal.ts';
import { VaultFault, type VaultSeal } from '../adapters/vault-seal.ts';

type Keyring = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

const save = async (file: string, bytes: Buffer): Promise<void> => {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, bytes, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
};

/** `basic_text` is a password that stands in Chromium's source: Linux without a keyring hides nothing. */
const checkKeyring = async (keyring: Keyring, platform: NodeJS.Platform): Promise<void> => {
  const isAvailable = await keyring.isAsyncEncryptionAvailable();
  if (isAvailable && !(platform === 'linux' && keyring.getSelectedStorageBackend() === 'basic_text')) return;
  throw new VaultFault(
    'no-keyring',
    'This system has no keyring to keep the key of the log in. Install gnome-keyring or KWallet, sign in to it, and start again.',
  );
};

/** A folder that began in the browser shell, or lost the key of its keys: a new one would open neither. */
const foreignKeys = (folder: string): VaultFault =>
  new VaultFault(
    'wrong-seal',
    `${folder} holds keys that no keyring closed. Open this desk in the browser shell, or type its recovery words.`,
  );

/** The seal of the desk's keys in a package: their key lies in `file`, itself closed by the system's keyring. */
export const keyringSeal = async (keyring: Keyring, file: string, platform: NodeJS.Platform): Promise<VaultSeal> => {
  await checkKeyring(keyring, platform);
  if (!existsSync(file)) {
    if (existsSync(join(dirname(file), 'data.key'))) throw foreignKeys(dirname(file));
    const key = randomBytes(32);
    await save(file, await keyring.encryptStringAsync(key.toString('hex')));
    return keySeal(key);
  }
  const { result, shouldReEncrypt } = await keyring.decryptStringAsync(await readFile(file)).catch((error: unknown) => {
    throw new VaultFault('wrong-seal', "The system's keyring does not open the key of this desk.", error);
  });
  if (shouldReEncrypt) await save(file, await keyring.encryptStringAsync(result));
  return keySeal(Buffer.from(result, 'hex'));
};

/** A new key in the keyring, in the place of one that is lost with it; the file of the old one stays beside. */
export const renewKeyringSeal = async (
  keyring: Keyring,
  file: string,
  platform: NodeJS.Platform,
): Promise<VaultSeal> => {
  await checkKeyring(keyring, platform);
  const key = randomBytes(32);
  const closed = await keyring.encryptStringAsync(key.toString('hex'));
  if (existsSync(file)) await rename(file, `${file}.before`);
  await save(file, closed);
  return keySeal(key);
};
