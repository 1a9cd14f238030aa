import { finalAction } from '../../src/domain/crossing-record.ts';
import { localDay } from '../../src/domain/local-time.ts';
import { inventDraft } from './crossing-draft.ts';
import { must, mustHold, openDesk, repeat, type FaultTest } from './harness.ts';

const day = 86_400_000;
const year = 365 * day;
const jumps = [day, -day, 10 * year, -10 * year, -3_600_000, -60_000 * 5] as const;

/** The clock is set wrong while the desk runs and while it is down; the post's zone changes between two openings. */
export const T7: FaultTest = ({ runs = 60, seed }) =>
  repeat({ runs, seed }, 'clock ±1 day, ±10 years, back while running, zone changed', async (folder, dice, number) => {
    let [now, ticks] = [Date.parse('2026-11-22T18:00:00Z'), 0];
    const clock = { now: () => now, ticks: () => ticks };
    const step = (ms: number): void => {
      now += ms;
      ticks += ms;
    };
    const zoneOf = () => (number % 2 === 0 ? 'Asia/Almaty' : 'Asia/Omsk');
    const saved: { seq: number; hash: string }[] = [];
    const jump = jumps[number % jumps.length] ?? day;
    let desk = openDesk(folder, { clock, zoneOf });
    const append = () => {
      step(20_000 + dice.roll(60_000));
      const entry = desk.log.append(inventDraft(dice));
      saved.push(entry);
      return entry;
    };
    for (let i = 0; i < 5; i += 1) must(append().body['clockBack'] === undefined, 'a true clock was flagged');
    now += jump;
    const running = append();
    must(running.body['clockBack'] ?? running.body['clockJump'], `a jump of ${jump} ms while running was not flagged`);
    must(Date.parse(running.at) === now, 'the entry does not bear what the clock said');
    desk.close();
    now -= 3 * jump;
    desk = openDesk(folder, { clock, zoneOf: () => 'Asia/Yekaterinburg' });
    const down = append();
    if (jump > 0 || Math.abs(jump) > year) {
      must(down.body['clockBack'] ?? down.body['clockAhead'], `a jump of ${-3 * jump} ms while down was not flagged`);
    }
    const recent = desk.log.recent(20);
    must(
      recent.every(({ seq }, i) => seq === saved.length - i),
      'the order is not that of the sequence',
    );
    const days = desk.log.crossingsOf({
      kind: 'days',
      from: localDay(now, 'Asia/Yekaterinburg'),
      to: localDay(now, 'Asia/Yekaterinburg'),
    });
    must(
      days.some((record) => record.seq === down.seq && finalAction(record) === 'admit'),
      'a crossing is not in its local day',
    );
    await mustHold(desk, saved);
    desk.close();
  });
