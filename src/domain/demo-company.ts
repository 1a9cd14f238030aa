import type { CrossingBody } from './crossing.ts';
import type { DemoDraft } from './demo-crossings.ts';
import { createDice, type Dice } from './demo-random.ts';

const minute = 60_000;
const day = 86_400_000;

/** Who came together: what they came in, how often such a one begins, how many more there are, and within what time. */
const companies = [
  { transport: 'car', kind: 'vehicle', share: 0.25, more: 3, within: 12 * minute },
  { transport: 'bus', kind: 'bus', share: 0.12, more: 9, within: 40 * minute },
  { transport: 'foot', kind: 'family', share: 0.1, more: 2, within: 10 * minute },
] as const;

const hex = (dice: Dice): string => Array.from({ length: 16 }, () => dice.roll(16).toString(16)).join('');
const bodyOf = ({ body }: DemoDraft): CrossingBody => body as CrossingBody;
const laid = (draft: DemoDraft, more: Partial<CrossingBody>): DemoDraft => ({
  ...draft,
  body: { ...draft.body, ...more },
});

/** Ties travellers who follow one another into vehicles, buses and families; the first of a vehicle drives. */
const together = (drafts: readonly DemoDraft[], dice: Dice): DemoDraft[] => {
  const tied = [...drafts];
  for (let at = 0; at < tied.length; at += 1) {
    const first = tied[at] as DemoDraft;
    const { transport, direction } = bodyOf(first);
    const company = companies.find((one) => one.transport === transport);
    if (!company || bodyOf(first).group || !dice.chance(company.share)) continue;
    const group = { id: hex(dice), kind: company.kind };
    const isOnWheels = company.kind !== 'family';
    const size = 1 + dice.roll(company.more);
    tied[at] = laid(first, { group, ...(isOnWheels && { role: 'driver' }) });
    for (let next = at + 1, left = size; left > 0 && next < tied.length; next += 1) {
      const other = tied[next] as DemoDraft;
      if (other.at - first.at > company.within) break;
      if (bodyOf(other).direction !== direction || bodyOf(other).group) continue;
      tied[next] = laid(other, { group, transport, ...(isOnWheels && { role: 'passenger' }) });
      left -= 1;
    }
  }
  return tied;
};

/** What happens now and then: a stay overstayed, advice not followed, a traveller's word, a place in the vehicle not noted. */
const oddity = (draft: DemoDraft, dice: Dice): DemoDraft => {
  const body = bodyOf(draft);
  const { action, direction, citizenship } = body;
  const [overstays, overrides, answers, isBlank] = [0.012, 0.006, 0.3, 0.04].map((share) => dice.chance(share));
  const days = 1 + dice.roll(30);
  const { role, ...bare } = body;
  const plain: DemoDraft = isBlank && !body.group && role ? { ...draft, body: bare } : draft;
  if (action === 'admit' && direction === 'exit' && citizenship !== 'KAZ' && overstays)
    return laid(plain, { overstay: days });
  if (action === 'admit' && overrides)
    return laid(plain, { advice: 'second-line', override: true, reason: { code: 'SEEN_OTHER_EVIDENCE' } });
  return action !== 'admit' && answers ? laid(plain, { rebuttal: { kind: 'ticket' } }) : plain;
};

/** Every fifth day the desk stood at the other lane. */
const atLane = (draft: DemoDraft, otherLane: string | undefined): DemoDraft =>
  otherLane !== undefined && Math.floor(draft.at / day) % 5 === 2 ? laid(draft, { lane: otherLane }) : draft;

/** Lays over invented crossings what only shows between several of them. Its own dice leave the people as they were. */
export const inCompany = (drafts: readonly DemoDraft[], seed: number, otherLane?: string): DemoDraft[] => {
  const dice = createDice(seed);
  return together(drafts, dice).map((draft) => atLane(oddity(draft, dice), otherLane));
};
