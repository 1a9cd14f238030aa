import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkPin, hashPin } from '../../src/adapters/vault-pin.ts';
import { passphraseSeal, type VaultSeal } from '../../src/adapters/vault-seal.ts';
import { openVault } from '../../src/adapters/vault.ts';

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'beket-vault-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

describe('the vault', () => {
  it('keeps its keys from one start to the next, in files of its own user alone', () => {
    const place = folder();
    const first = openVault({ folder: place });
    const again = openVault({ folder: place });
    expect(first.publicKey()).toBe(again.publicKey());
    expect(first.dataKey()).toBe(again.dataKey());
    expect(first.dataKey()).toMatch(/^[0-9a-f]{64}$/);
    for (const file of readdirSync(place)) expect(statSync(join(place, file)).mode & 0o777).toBe(0o600);
  });

  it('signs so that anyone with the public key can check', () => {
    const vault = openVault({ folder: folder() });
    const key = createPublicKey({ key: Buffer.from(vault.publicKey(), 'base64'), format: 'der', type: 'spki' });
    const signature = Buffer.from(vault.sign('POST\n/v1'), 'base64');
    expect(verify(null, Buffer.from('POST\n/v1'), key, signature)).toBe(true);
    expect(verify(null, Buffer.from('POST\n/v2'), key, signature)).toBe(false);
  });

  it('opens under the same passphrase only, and shows nothing without it', () => {
    const place = folder();
    const key = openVault({ folder: place, seal: passphraseSeal('қара арғымақ') }).dataKey();
    expect(openVault({ folder: place, seal: passphraseSeal('қара арғымақ') }).dataKey()).toBe(key);
    expect(() => openVault({ folder: place, seal: passphraseSeal('ақ арғымақ') })).toThrow(/passphrase does not open/);
    expect(readFileSync(join(place, 'data.key')).toString('hex')).not.toContain(key);
  });

  it('takes a seal of the shell', () => {
    const flip: VaultSeal = {
      close: (secret) => Buffer.from(secret.map((byte) => byte ^ 0xff)),
      open: (sealed) => Buffer.from(sealed.map((byte) => byte ^ 0xff)),
    };
    const place = folder();
    const key = openVault({ folder: place, seal: flip }).dataKey();
    expect(readFileSync(join(place, 'data.key')).toString('hex')).not.toBe(key);
    expect(openVault({ folder: place, seal: flip }).dataKey()).toBe(key);
  });

  it('makes no new key where the old one is needed', () => {
    expect(() => openVault({ folder: folder(), mayCreate: false })).toThrow(/cannot be opened without its key/);
  });
});

describe('PINs', () => {
  it('are hashed in PHC form, differently each time, and checked', async () => {
    const [one, two] = await Promise.all([hashPin('3000'), hashPin('3000')]);
    expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(two);
    expect(await checkPin('3000', one)).toBe(true);
    expect(await checkPin('3001', one)).toBe(false);
  });

  it('are not checked against what is no hash of ours', async () => {
    for (const hash of [
      '',
      '3000',
      '$scrypt$ln=30,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    ]) {
      expect(await checkPin('3000', hash)).toBe(false);
    }
  });
});
