import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signPack } from '../../src/adapters/pack-signature.ts';
import type { PacksView } from '../../src/contract/pack-views.ts';
import type { PackFile } from '../../src/domain/rules/pack.ts';
import type { SignedPack } from '../../src/domain/rules/signed-pack.ts';
import { openSetUpDesk, type TestDesk } from './open-desk.ts';

export const shippedPack = (): PackFile =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../resources/rules/kaz/pack.json'), 'utf8')) as PackFile;

export const newKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

/** The day the shipped pack is of, with a count behind it: a newer version than that, whatever it is. */
export const newer = (count: number): string => `${shippedPack().version.split('.').slice(0, 3).join('.')}.${count}`;

export const ruleOf = (pack: PackFile, id: string): PackFile['rules'][number] => {
  const rule = pack.rules.find((one) => one.id === id);
  if (!rule) throw new Error(`the shipped pack has no ${id}`);
  return rule;
};

/** Ninety days become sixty; and an internal passport is good from 60 years only, which no traveller of these tests has. */
export const stricter = (version = newer(1)): PackFile => {
  const pack = { ...shippedPack(), version };
  ruleOf(pack, 'KZ.STAY.EAEU.90_180').params['window'] = { days: 60, in: 180 };
  const rows = ruleOf(pack, 'KZ.DOC.RUS').params['rows'] as { types: string[]; minAge?: number }[];
  for (const row of rows) if (row.types.includes('internal-passport')) row.minAge = 60;
  return pack;
};

export const second = { badge: 'A2', name: 'Second Administrator', pin: '654321' };

/** A desk with two administrators; the first is signed in on the page, the second on a page of its own. */
export const openTwoAdministrators = async (): Promise<TestDesk> => {
  const desk = await openSetUpDesk();
  const { pin, ...officer } = second;
  await desk.value('saveOfficer', { officer: { ...officer, role: 'administrator', active: true }, pin });
  await desk.value('signIn', { badge: second.badge, pin }, 'second');
  return desk;
};

/** Has a key accepted: a pack signed by it is offered, one administrator proposes to trust it, the other confirms. */
export const trustKey = async (desk: TestDesk, signed: SignedPack): Promise<PacksView> => {
  await desk.value('offerPack', { text: JSON.stringify(signed) });
  const { proposals } = await desk.value('proposeKey', { publicKey: signed.publicKey });
  return desk.value('confirmProposal', { id: proposals.at(-1)?.id ?? '' }, 'second');
};

export const offered = async (desk: TestDesk, pack: PackFile, key: string): Promise<string> => {
  const { hash, refusal } = await desk.value('offerPack', { text: JSON.stringify(signPack(pack, key)) });
  if (!hash || refusal) throw new Error(`refused: ${JSON.stringify(refusal)}`);
  return hash;
};
