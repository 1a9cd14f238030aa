import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Vault } from '../core/ports.ts';
import { checkPin, hashPin } from './vault-pin.ts';
import type { DeskKeys } from './vault-recovery.ts';
import { VaultFault, keyFileSeal, type VaultSeal } from './vault-seal.ts';

export type VaultOptions = {
  readonly folder: string;
  /** How secrets lie on the disk; the plain key file of a kiosk where it is not given. */
  readonly seal?: VaultSeal;
  /** False where a log is already there: a new key would not open it. */
  readonly mayCreate?: boolean;
};

export type OpenVault = Vault & {
  /** Key of the log, 32 bytes in hex. */
  dataKey(): string;
  /** All that recovery words are to bring back. */
  keys(): DeskKeys;
};

const dataKeyBytes = 32;

const writeSecret = (file: string, bytes: Buffer): void => {
  const beside = `${file}.new`;
  writeFileSync(beside, bytes, { mode: 0o600, flush: true });
  renameSync(beside, file);
};

const secret = (file: string, seal: VaultSeal, mayCreate: boolean, make: () => Buffer): Buffer => {
  if (existsSync(file)) return seal.open(readFileSync(file));
  if (!mayCreate) throw new VaultFault('no-key', `${file} is missing: the log cannot be opened without its key.`);
  const made = make();
  writeSecret(file, seal.close(made));
  return made;
};

const newStationKey = (): Buffer => generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });

/** The desk's keys: the log's data key, and the Ed25519 pair the station signs with. Throws VaultFault. */
export const openVault = ({ folder, seal = keyFileSeal, mayCreate = true }: VaultOptions): OpenVault => {
  if (mayCreate) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const dataKey = secret(join(folder, 'data.key'), seal, mayCreate, () => randomBytes(dataKeyBytes));
  if (dataKey.length !== dataKeyBytes) {
    throw new VaultFault('wrong-seal', `${folder} holds keys that are closed in another way.`);
  }
  let pair: { readonly own: KeyObject; readonly open: string; readonly der: string } | undefined;
  const station = () => {
    if (pair) return pair;
    const der = secret(join(folder, 'station.key'), seal, true, newStationKey);
    const own = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    const open = createPublicKey(own).export({ format: 'der', type: 'spki' }).toString('base64');
    return (pair = { own, open, der: der.toString('base64') });
  };
  return {
    hashPin,
    checkPin,
    publicKey: () => station().open,
    sign: (text) => sign(null, Buffer.from(text), station().own).toString('base64'),
    dataKey: () => dataKey.toString('hex'),
    keys: () => ({ dataKey: dataKey.toString('hex'), stationKey: station().der }),
  };
};

/** Puts keys under a seal, in the place of what no longer opens: after their recovery, or where a desk takes a passphrase. */
export const sealKeys = (folder: string, { dataKey, stationKey }: DeskKeys, seal: VaultSeal = keyFileSeal): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeSecret(join(folder, 'station.key'), seal.close(Buffer.from(stationKey, 'base64')));
  writeSecret(join(folder, 'data.key'), seal.close(Buffer.from(dataKey, 'hex')));
};
