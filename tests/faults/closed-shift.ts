import { sha256 } from '../../src/adapters/hash.ts';
import type { DataFolder } from '../../src/adapters/sqlite/open-data.ts';
import { openVault } from '../../src/adapters/vault.ts';
import { createDesk } from '../../src/core/desk.ts';
import { createJournal } from '../../src/core/journal.ts';
import type { Ports } from '../../src/core/ports.ts';
import { createShifts } from '../../src/core/shifts.ts';
import { readSeal, type ShiftSeal } from '../../src/domain/shift-seal.ts';
import type { SignedTally } from '../../src/domain/signed-tally.ts';
import { inventDraft } from './crossing-draft.ts';
import { createDice } from '../../src/domain/demo-random.ts';

const post = { id: 'zhaisan', zone: 'Asia/Almaty' };

/** Opens a shift on a desk, records some crossings, closes it under the desk's own key, and hands over what was signed. */
export const closeShiftOf = (data: DataFolder, vaultFolder: string): { seal: ShiftSeal; signed: SignedTally } => {
  const clock = { now: () => Date.now(), ticks: () => performance.now() };
  const vault = openVault({ folder: vaultFolder, mayCreate: false });
  // A shift needs nothing else of a station than these.
  const ports = { ...data, clock, sha256, vault, rules: { posts: () => [post] } } as unknown as Ports;
  const shifts = createShifts({ ports, desk: createDesk(ports), journal: createJournal(data.log) });
  shifts.open({ from: new Date(clock.now() - 60_000).toISOString() }, [], 'S200');
  const dice = createDice(3);
  for (let i = 0; i < 12; i += 1) data.log.append(inventDraft(dice));
  const { seq = 0 } = shifts.current() ?? {};
  shifts.close('S200');
  const signed = shifts.signedTally(seq);
  const seal = readSeal(signed.statement);
  if (!seal) throw new Error('the seal of a shift just closed cannot be read');
  return { seal, signed };
};
