import { signPack } from '../../src/adapters/pack-signature.ts';
import type { PacksView } from '../../src/contract/pack-views.ts';
import type { PackFile } from '../../src/domain/rules/pack.ts';
import type { SignedPack } from '../../src/domain/rules/signed-pack.ts';
import { openSetUpDesk, type TestDesk } from './open-desk.ts';

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
