import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/clock.ts';
import { sha256 } from '../../src/adapters/hash.ts';
import { signPack, verifyPackSignature } from '../../src/adapters/pack-signature.ts';
import { systemRandom } from '../../src/adapters/random.ts';
import { deskLaw, loadRules } from '../../src/adapters/rule-files.ts';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import { createJournal } from '../../src/core/journal.ts';
import { createPacks, type Packs } from '../../src/core/packs.ts';
import type { PackFile } from '../../src/domain/rules/pack.ts';
import { newer, newKey, shippedPack, stricter } from './written-packs.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0).reverse()) end();
});
const folderOf = (name: string): string => {
  const folder = mkdtempSync(join(tmpdir(), name));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** The resources as another version of the program would bring them: this pack, signed with that program's own key. */
const programWith = (pack: PackFile): string => {
  const copy = folderOf('beket-program-');
  const resources = join(import.meta.dirname, '../../resources');
  cpSync(join(resources, 'rules'), join(copy, 'rules'), { recursive: true });
  cpSync(join(resources, 'posts.json'), join(copy, 'posts.json'));
  const key = newKey();
  const place = (state: string, contents: unknown): string => {
    const { publicKey, signature } = signPack(contents, key);
    writeFileSync(join(copy, `rules/${state}/pack.json`), JSON.stringify(contents));
    writeFileSync(join(copy, `rules/${state}/pack.signature.json`), JSON.stringify({ publicKey, signature }));
    return publicKey;
  };
  place('fin', JSON.parse(readFileSync(join(resources, 'rules/fin/pack.json'), 'utf8')));
  writeFileSync(join(copy, 'rules/keys.json'), JSON.stringify([{ name: 'Test', publicKey: place('kaz', pack) }]));
  return copy;
};

/** The packs of a desk's folder as a program finds them; closes them again by itself. */
const opened = <T>(folder: string, resources: string, use: (packs: Packs) => T): T => {
  const files = loadRules(resources);
  const data = openData({ folder });
  const packs = createPacks({
    packs: { ...files, shelf: data.packs, verify: verifyPackSignature },
    law: deskLaw(files, data.packs),
    journal: createJournal(data.log),
    clock: systemClock,
    random: systemRandom,
    schedule: () => () => undefined,
    sha256,
    onChange: () => undefined,
  });
  try {
    return use(packs);
  } finally {
    packs.stop();
    data.close();
  }
};

describe('a pack that comes with the program', () => {
  it('is the law of a new desk; a newer one that an update brings is an offer, and the old law stays and explains itself', () => {
    const folder = folderOf('beket-desk-');
    const [first, next] = [programWith(shippedPack()), programWith(stricter())];
    const before = opened(folder, first, ({ law, standing }) => {
      expect(law.wholeAt(Date.now()).version).toBe(shippedPack().version);
      expect(standing()).toEqual({});
      return law.packAt(Date.now()).hash;
    });
    opened(folder, next, ({ law, standing }) => {
      expect(law.wholeAt(Date.now()).version).toBe(shippedPack().version);
      expect(law.packAt(Date.now()).hash).toBe(before);
      expect(law.packByHash(before)?.version).toBe(shippedPack().version);
      expect(standing()).toEqual({ waiting: 1 });
    });
    // An older program afterwards changes nothing either.
    opened(folder, first, ({ law }) => expect(law.packAt(Date.now()).hash).toBe(before));
  });
});

describe('the word of the centre', () => {
  it('counts for the pack in force alone, and is forgotten when another comes into force', () => {
    const folder = folderOf('beket-desk-');
    const resources = programWith(shippedPack());
    opened(folder, resources, ({ confirmed, law, standing }) => {
      expect(confirmed('2026-11-22T08:00:00.000Z', 'f'.repeat(64))).toBe(false);
      expect(standing().confirmedAt).toBeUndefined();
      expect(confirmed('2026-11-22T09:00:00.000Z', law.wholeAt(Date.now()).hash)).toBe(true);
      expect(confirmed('2026-11-22T10:00:00.000Z')).toBe(true);
    });
    opened(folder, resources, ({ standing }) => expect(standing().confirmedAt).toBe('2026-11-22T10:00:00.000Z'));
  });

  it('brings packs by the same checks: the same pack twice is one, an unknown key is refused', () => {
    const folder = folderOf('beket-desk-');
    const pack = signPack(stricter(newer(2)), newKey());
    opened(folder, programWith(shippedPack()), ({ offer, standing }) => {
      const answer = offer(pack, 'centre');
      expect(answer).toMatchObject({ ok: false, refusal: { reason: 'untrusted-key' } });
      expect(offer(pack, 'centre')).toEqual(answer);
      expect(offer({ ...pack, signature: 'AAAA' }, 'centre')).toMatchObject({ ok: false });
      expect(standing()).toEqual({});
    });
  });
});
