import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { generateKeyPairSync } from 'node:crypto';
import { signPack } from '../../src/adapters/pack-signature.ts';
import { loadRules } from '../../src/adapters/rule-files.ts';
import { localDay } from '../../src/domain/local-time.ts';

const resources = join(import.meta.dirname, '../../resources');
const folders: string[] = [];

/** A copy of the resources in which somebody edited a file. */
const editedCopy = (file: string, edit: (text: string) => string): string => {
  const copy = mkdtempSync(join(tmpdir(), 'beket-rules-'));
  folders.push(copy);
  cpSync(join(resources, 'rules'), join(copy, 'rules'), { recursive: true });
  cpSync(join(resources, 'posts.json'), join(copy, 'posts.json'));
  writeFileSync(join(copy, file), edit(readFileSync(join(copy, file), 'utf8')));
  return copy;
};

/** Whoever changes a pack signs it again, with a key the program comes with. */
const signedCopy = (edit: (text: string) => string): string => {
  const copy = editedCopy('rules/kaz/pack.json', edit);
  const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const keys = ['kaz', 'fin'].map((state) => {
    const folder = join(copy, 'rules', state);
    const { publicKey, signature } = signPack(JSON.parse(readFileSync(join(folder, 'pack.json'), 'utf8')), key);
    writeFileSync(join(folder, 'pack.signature.json'), JSON.stringify({ publicKey, signature }));
    return { name: state, publicKey };
  });
  writeFileSync(join(copy, 'rules/keys.json'), JSON.stringify(keys));
  return copy;
};

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('rules and posts as files', () => {
  const rules = loadRules(resources);
  const packOn = (instant: string, zone?: string) => rules.packAt(Date.parse(instant), zone).id;

  it('finds the pack in force on the local day of the post', () => {
    expect(packOn('2022-09-25T10:00:00Z')).toBe('kaz-2020-01-11');
    expect(packOn('2023-01-26T18:30:00Z', 'Asia/Oral')).toBe('kaz-2020-01-11');
    expect(packOn('2023-01-26T18:30:00Z', 'Asia/Almaty')).toBe('kaz-2023-01-27');
    expect(packOn('2026-11-22T10:00:00Z')).toBe('kaz-2026-07-01');
  });

  it('gives a desk whose clock is years wrong the first law rather than none', () => {
    expect(packOn('1999-01-01T00:00:00Z')).toBe('kaz-2015-01-01');
    expect(packOn('2040-01-01T00:00:00Z')).toBe('kaz-2026-07-01');
  });

  it('finds a pack of any state again by its hash, and the hash changes with the contents', () => {
    const finland = loadRules(resources, 'FIN').packs[0];
    expect(finland && rules.packByHash(finland.hash)?.state).toBe('FIN');
    expect(rules.packByHash('0'.repeat(64))).toBeUndefined();
    const changed = loadRules(signedCopy((text) => text.replace('"days": 90', '"days": 91')));
    const hashes = (list: typeof rules.packs) => list.map(({ hash }) => hash);
    const [was, is] = [hashes(rules.packs), hashes(changed.packs)];
    expect(is.map((hash, i) => hash === was[i])).toEqual([true, true, false, false]);
    expect(was.every((hash) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
  });

  it('does not open on a broken pack, and says where it is broken', () => {
    const copy = signedCopy((text) => text.replace('"kind": "watchlist"', '"kind": "gossip"'));
    expect(() => loadRules(copy)).toThrow(/kaz.*unknown-kind at KZ\.WATCHLIST \(gossip\)/);
    const torn = editedCopy('rules/kaz/pack.json', (text) => text.slice(0, 500));
    expect(() => loadRules(torn)).toThrow(/pack\.json/);
  });

  it('does not open on a pack whose limit or date was edited by hand', () => {
    const edited = editedCopy('rules/kaz/pack.json', (text) => text.replace('"days": 90', '"days": 900'));
    expect(() => loadRules(edited)).toThrow(/was changed after it was signed/);
    const dated = editedCopy('rules/kaz/pack.json', (text) => text.replace('"2026-07-01"', '"2026-08-01"'));
    expect(() => loadRules(dated)).toThrow(/was changed after it was signed/);
    const signature = readFileSync(join(resources, 'rules/kaz/pack.signature.json'), 'utf8');
    const strange = editedCopy('rules/keys.json', () => '[]');
    expect(() => loadRules(strange)).toThrow(/signed by a key that this program does not know/);
    rmSync(join(strange, 'rules/kaz/pack.signature.json'));
    rmSync(join(strange, 'rules/fin'), { recursive: true });
    expect(() => loadRules(strange)).toThrow(/bears no signature/);
    expect(signature).toContain('publicKey');
  });

  it('has no law of a state nobody wrote a pack for', () => {
    expect(() => loadRules(resources, 'ATA')).toThrow(/no rule pack for ATA/);
  });

  it('lists posts with their own ids, zones that exist and names in three languages', () => {
    const posts = rules.posts();
    expect(posts.length).toBe(29);
    expect(new Set(posts.map(({ id }) => id)).size).toBe(posts.length);
    for (const { zone, name } of posts) {
      expect(localDay(Date.parse('2026-11-22T12:00:00Z'), zone)).toBe('2026-11-22');
      expect(Object.values(name).every((word) => word.length > 1)).toBe(true);
    }
    expect(posts.filter(({ kind }) => kind === 'bilateral').length).toBe(12);
  });
});
