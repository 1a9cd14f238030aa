import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { signPack, verifyPackSignature } from '../../../src/adapters/pack-signature.ts';
import type { PackFile } from '../../../src/domain/rules/pack.ts';
import { compareVersions, openSignedPack, type SignedPack } from '../../../src/domain/rules/signed-pack.ts';

const newKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const shipped = (): PackFile =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../resources/rules/kaz/pack.json'), 'utf8'));

const key = newKey();
const signed = signPack(shipped(), key);
const open = (value: unknown, current?: Pick<PackFile, 'state' | 'version'>, trusted = [signed.publicKey]) =>
  openSignedPack(value, verifyPackSignature, trusted, current);
const reasonOf = (...args: Parameters<typeof open>) => {
  const opened = open(...args);
  return opened.ok ? 'opened' : opened.refusal.reason;
};
/** Somebody edits the file and leaves the signature as it was. */
const tampered = (edit: (pack: { rules: { id: string; params: Record<string, unknown> }[] }) => void): SignedPack => {
  const copy = structuredClone(signed) as SignedPack & { pack: Parameters<typeof edit>[0] };
  edit(copy.pack);
  return copy;
};

describe('a signed pack', () => {
  it('opens with the key it was signed by', () => {
    const opened = open(signed);
    expect(opened.ok && opened.pack.rules.length).toBe(shipped().rules.length);
  });

  it('opens whatever the order of its keys and its spaces', () => {
    const turned = { ...signed, pack: Object.fromEntries(Object.entries(signed.pack as object).reverse()) };
    expect(reasonOf(JSON.parse(JSON.stringify(turned, null, 4)))).toBe('opened');
  });

  it('with a limit or a date edited by hand fails its signature', () => {
    const limit = tampered(({ rules }) => {
      for (const rule of rules) if (rule.id === 'KZ.STAY.EAEU.90_180') rule.params['window'] = { days: 365, in: 366 };
    });
    const date = tampered(({ rules }) => Object.assign(rules[0] ?? {}, { from: '2030-01-01' }));
    expect([reasonOf(limit), reasonOf(date)]).toEqual(['bad-signature', 'bad-signature']);
  });

  it('signed again by somebody else is not trusted', () => {
    expect(reasonOf(signPack(shipped(), newKey()))).toBe('untrusted-key');
  });

  it('with a signature of other bytes, or a key that is none, is refused', () => {
    const other = signPack({ ...shipped(), version: '2026.11.24' }, key);
    expect(reasonOf({ ...signed, signature: other.signature })).toBe('bad-signature');
    expect(reasonOf({ ...signed, publicKey: 'AAAA' }, undefined, ['AAAA'])).toBe('bad-signature');
  });

  it('that is no signed pack at all is refused', () => {
    expect([reasonOf(shipped()), reasonOf('x'), reasonOf({ pack: {} })]).toEqual(Array(3).fill('not-a-signed-pack'));
  });

  it('with a hole in its dates is refused, signature or not, with what is wrong', () => {
    const holed = shipped();
    const [first, ...rest] = holed.editions;
    const editions = [{ ...first, to: '2019-12-31' }, ...rest];
    const opened = open(signPack({ ...holed, editions }, key));
    expect(opened).toMatchObject({
      ok: false,
      refusal: { reason: 'bad-contents', problems: [{ code: 'hole', where: 'editions.2015-01-01' }] },
    });
  });

  it('from the past, or the same again, is refused; a newer one opens', () => {
    const now = (version: string) => ({ state: 'KAZ', version });
    expect(reasonOf(signed, now('2026.11.24'))).toBe('older-than-current');
    expect(reasonOf(signed, now('2026.11.23'))).toBe('older-than-current');
    expect(reasonOf(signed, now('2026.11.22'))).toBe('opened');
    expect(reasonOf(signed, { state: 'FIN', version: '2026.1.1' })).toBe('another-state');
  });

  it('orders versions as dates, not as words', () => {
    const versions = ['2026.11.2', '2026.9.30', '2026.11.22', '2026.11.22.1', '2025.12.31'];
    expect(versions.toSorted(compareVersions)).toEqual([
      '2025.12.31',
      '2026.9.30',
      '2026.11.2',
      '2026.11.22',
      '2026.11.22.1',
    ]);
  });
});
