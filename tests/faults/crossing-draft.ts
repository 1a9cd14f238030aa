import type { EntryDraft } from '../../src/core/ports.ts';
import { inventPerson } from '../../src/domain/demo-people.ts';
import type { CrossingBody } from '../../src/domain/crossing.ts';
import { ageOn } from '../../src/domain/age.ts';
import type { Dice } from '../../src/domain/demo-random.ts';

/** 22 November 2026. */
const today = 20_779;

/** An invented crossing as the lane would write it, with the parts a real one has. */
export const inventDraft = (dice: Dice, more: Partial<CrossingBody> = {}): EntryDraft => {
  const { document } = inventPerson(dice, today);
  const used = dice.roll(90);
  const body: CrossingBody = {
    action: 'admit',
    direction: dice.chance(0.6) ? 'entry' : 'exit',
    post: 'zhaisan',
    lane: '1',
    officer: `O30${dice.roll(8)}`,
    citizenship: document.citizenship,
    issuer: document.issuer,
    documentType: document.type,
    documentFormat: document.format,
    capture: document.format === 'none' ? 'manual' : 'mrz',
    sex: document.sex,
    birthYear: Number(document.birthDate.slice(0, 4)),
    age: ageOn(document.birthDate, '2026-11-22'),
    purpose: dice.pick(['private', 'work', 'transit', 'tourism']),
    transport: dice.pick(['car', 'bus', 'foot', 'truck']),
    iin: document.personalNumber !== undefined,
    pack: { id: 'kz-2026-07', version: '2026.11.1', hash: 'c0ffee00'.repeat(8) },
    advice: 'ok',
    findings: [
      { rule: 'KZ.DOC.ACCEPTED', outcome: 'ok' },
      { rule: 'KZ.STAY.EAEU.90_180', outcome: dice.chance(0.1) ? 'info' : 'ok' },
      { rule: 'KZ.REGISTRATION.30_DAYS', outcome: 'info' },
    ],
    stay: { used, remaining: 90 - used, lastLawfulDay: `2027-0${1 + dice.roll(9)}-1${dice.roll(10)}` },
    seconds: 4 + dice.roll(150) / 10,
    ...more,
  };
  const line = document.number.replace(/\W/g, '').padEnd(9, '<');
  const personal = {
    document,
    raw:
      `PNRUS${document.surname}<<${document.givenNames}`.padEnd(44, '<').slice(0, 44) +
      `\n${line}0RUS${document.birthDate.replaceAll('-', '').slice(2)}2${document.sex}<<<<<<<${String(dice.roll(1e9)).padStart(13, '0')}<98`,
    plate: `${dice.pick(['A', 'B', 'E'])}${dice.roll(1000)}KX77`,
    findingParams: [
      { type: document.type },
      { used, remaining: 90 - used, limit: 90, window: 180 },
      { registerBy: '2026-12-22' },
    ],
  };
  return { kind: 'crossing', body, personal };
};
