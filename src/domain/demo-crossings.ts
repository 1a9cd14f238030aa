import { ageOn } from './age.ts';
import type { Action, CrossingBody, CrossingPersonal, ReasonCode } from './crossing.ts';
import type { PackRef } from './decision.ts';
import { isIin } from './document/iin.ts';
import { inCompany } from './demo-company.ts';
import { inventPerson, type DemoPerson } from './demo-people.ts';
import type { Dice } from './demo-random.ts';
import { dayNumber, dayText, localDay, zoneOffset } from './local-time.ts';
import type { EntryKind } from './log.ts';
import type { Direction } from './stay.ts';

/** An entry to come, with the instant it bears. */
export type DemoDraft = {
  readonly at: number;
  readonly kind: EntryKind;
  readonly body: Record<string, unknown>;
  readonly personal?: Record<string, unknown>;
};

export type DemoScene = {
  /** Epoch milliseconds; nothing is invented after it. */
  readonly now: number;
  readonly days: number;
  readonly post: string;
  readonly zone: string;
  readonly lane: string;
  /** A lane the desk stood at now and then. */
  readonly otherLane?: string;
  /** Badges that work the lane in turns, and the supervisor's. */
  readonly officers: readonly string[];
  readonly supervisor: string;
  /** Badge of whoever confirms what the supervisor corrects. */
  readonly witness?: string;
  packAt(instant: number): PackRef;
  /** Sequence number the first of the drafts will bear. */
  readonly firstSeq: number;
};

const day = 86_400_000;
const minute = 60_000;
/** Travellers of one lane by local hour, 0–23: the shape of a road post's day. */
const dayCurve = [3, 2, 2, 2, 3, 5, 8, 12, 16, 18, 17, 14, 12, 13, 14, 15, 17, 18, 16, 13, 10, 8, 6, 4] as const;

type Planned = { readonly at: number; readonly person: DemoPerson; readonly direction: Direction };

/** Who comes when: most of those who enter leave again by the same post within the fortnight. */
const plan = (dice: Dice, scene: DemoScene): Planned[] => {
  const planned: Planned[] = [];
  const today = dayNumber(localDay(scene.now, scene.zone));
  for (let back = scene.days; back >= 0; back -= 1) {
    const noon = (today - back) * day + day / 2;
    const midnight = (today - back) * day - zoneOffset(noon, scene.zone);
    dayCurve.forEach((travellers, hour) => {
      const spread = Math.round(travellers * (0.7 + dice.roll(60) / 100));
      for (let i = 0; i < spread; i += 1) {
        const at = midnight + hour * 3_600_000 + dice.roll(3_600_000);
        const person = inventPerson(dice, today - back);
        planned.push({ at, person, direction: dice.chance(0.62) ? 'entry' : 'exit' });
        const last = planned.at(-1) as Planned;
        if (last.direction === 'entry' && dice.chance(0.35)) {
          planned.push({ ...last, at: at + (1 + dice.roll(6)) * day + dice.roll(8 * 60) * minute, direction: 'exit' });
        }
      }
    });
  }
  return planned.filter(({ at }) => at <= scene.now).sort((a, b) => a.at - b.at);
};

const transportMix = [
  ['car', 62],
  ['bus', 18],
  ['foot', 8],
  ['truck', 10],
  ['motorcycle', 2],
] as const;
const purposeMix = [
  ['private', 55],
  ['work', 15],
  ['transit', 15],
  ['tourism', 9],
  ['business', 4],
  ['study', 2],
] as const;
const actionMix: readonly (readonly [Action, number])[] = [
  ['admit', 968],
  ['refer', 26],
  ['refuse', 6],
];
const reasons: Readonly<Record<'refer' | 'refuse', readonly ReasonCode[]>> = {
  refer: ['STAY_LIMIT', 'PURPOSE_UNCONFIRMED', 'DOC_NOT_OF_HOLDER', 'MINOR_NO_CONSENT'],
  refuse: ['DOC_EXPIRED', 'ENTRY_BAN', 'STAY_LIMIT', 'DOC_NOT_ACCEPTED', 'DOC_FORGED'],
};

const plateOf = (dice: Dice): string =>
  `${dice.pick(['A', 'B', 'E', 'K'])}00${dice.roll(10)}${dice.pick(['AA', 'BB', 'XX'])}99`;

const crossingOf = (dice: Dice, { at, person, direction }: Planned, scene: DemoScene): DemoDraft => {
  const { document, isManual } = person;
  const action = dice.weighted(actionMix);
  const transport = dice.weighted(transportMix);
  const today = localDay(at, scene.zone);
  const used = dice.roll(60);
  const isVisitor = document.citizenship !== 'KAZ' && direction === 'entry';
  const advice = action === 'admit' ? 'ok' : 'second-line';
  const body: CrossingBody = {
    action,
    direction,
    post: scene.post,
    lane: scene.lane,
    officer: scene.officers[Math.floor((at / day) * 2) % scene.officers.length] as string,
    citizenship: document.citizenship,
    issuer: document.issuer,
    documentType: document.type,
    documentFormat: document.format,
    capture: isManual ? 'manual' : 'mrz',
    sex: document.sex,
    birthYear: Number(document.birthDate.slice(0, 4)),
    age: ageOn(document.birthDate, today),
    purpose: dice.weighted(purposeMix),
    transport,
    ...(transport !== 'foot' && {
      plateCountry: document.citizenship,
      role: dice.chance(0.4) ? 'driver' : 'passenger',
    }),
    iin: document.personalNumber !== undefined && isIin(document.personalNumber),
    pack: scene.packAt(at),
    advice,
    findings: [],
    ...(isVisitor && { stay: { used, remaining: 90 - used, lastLawfulDay: dayText(dayNumber(today) + 89 - used) } }),
    ...(action !== 'admit' && { reason: { code: dice.pick(reasons[action]) } }),
    seconds: (isManual ? 30 : 5) + dice.roll(90) / 10,
  };
  const personal: CrossingPersonal = { document, ...(transport !== 'foot' && { plate: plateOf(dice) }) };
  return { at, kind: 'crossing', body, personal };
};

const stillWaiting = 3;
const isReferral = ({ body }: DemoDraft): boolean => body['action'] === 'refer';

/** What supervisors do afterwards: results of referrals, a correction, a void. */
const afterOf = (dice: Dice, draft: DemoDraft, seq: number, scene: DemoScene): DemoDraft[] => {
  const { action, purpose, direction } = draft.body as CrossingBody;
  const by = { of: seq, officer: scene.supervisor };
  const at = draft.at + (4 + dice.roll(40)) * minute;
  if (action === 'refer') {
    const isIn = dice.chance(0.8);
    const reason = { code: isIn ? 'CHECKED_ON_PAGE' : 'FALSE_INFO' };
    return [{ at, kind: 'resolution', body: { ...by, action: isIn ? 'admit' : 'refuse', reason } }];
  }
  if (dice.chance(0.006)) {
    const changes = { purpose: purpose === 'work' ? 'private' : 'work' };
    if (scene.witness !== undefined && draft.at % 3 === 0) {
      const turned = { direction: direction === 'entry' ? 'exit' : 'entry' };
      const why = { reason: 'Invented: the sign of the lane was turned' };
      return [{ at, kind: 'correction', body: { ...by, confirmedBy: scene.witness, changes: turned }, personal: why }];
    }
    return [{ at, kind: 'correction', body: { ...by, changes }, personal: { reason: 'Invented: wrong key pressed' } }];
  }
  if (dice.chance(0.003)) return [{ at, kind: 'void', body: by, personal: { reason: 'Invented: recorded twice' } }];
  return [];
};

/** The crossings of some days and what was laid over them, in the order of their instants. */
export const inventCrossings = (dice: Dice, scene: DemoScene): DemoDraft[] => {
  const written: DemoDraft[] = [];
  let waiting: DemoDraft[] = [];
  const writeUntil = (instant: number): void => {
    const due = waiting.filter(({ at }) => at <= instant).sort((a, b) => a.at - b.at);
    waiting = waiting.filter(({ at }) => at > instant);
    written.push(...due);
  };
  const alone = plan(dice, scene).map((planned) => crossingOf(dice, planned, scene));
  const drafts = inCompany(alone, alone.length, scene.otherLane);
  // Somebody always waits in the second line, and nobody for days.
  const open = new Set(drafts.filter(isReferral).slice(-stillWaiting));
  for (const draft of drafts) {
    writeUntil(draft.at);
    written.push(draft);
    if (open.has(draft)) continue;
    waiting.push(...afterOf(dice, draft, scene.firstSeq + written.length - 1, scene));
  }
  writeUntil(scene.now);
  return written;
};
