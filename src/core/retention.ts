import type { Keeping } from '../contract/keeping-view.ts';
import type { CallOutput } from '../contract/station.ts';
import { dayNumber, dayText } from '../domain/local-time.ts';
import type { RulePack } from '../domain/rules/pack.ts';
import type { Desk } from './desk.ts';
import type { Ports } from './ports.ts';
import type { Retention } from './retention-ports.ts';
import type { LongWork } from './work.ts';

type Parts = Pick<Ports, 'clock' | 'rules' | 'schedule' | 'store'> & {
  readonly desk: Desk;
  readonly retention: Retention;
  readonly work: LongWork;
  readonly onChange: () => void;
};

export type Retaining = {
  view(): Pick<Keeping, 'retention'>;
  due(): Promise<CallOutput<'retentionDue'>>;
  /** Erases what the rule asks for; by the desk itself where nobody is named. */
  run(officer?: string): Promise<void>;
  stop(): void;
};

const hour = 3_600_000;
const firstLookMs = 10 * 60_000;

/** The local day so many months before another: the same day of its month, or the month's last. */
export const monthsBefore = (day: string, months: number): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const count = year * 12 + (month - 1) - months;
  const [y, m] = [Math.floor(count / 12), count % 12];
  const first = `${String(y).padStart(4, '0')}-${String(m + 1).padStart(2, '0')}-01`;
  const next =
    m === 11 ? `${String(y + 1).padStart(4, '0')}-01-01` : `${first.slice(0, 5)}${String(m + 2).padStart(2, '0')}-01`;
  return dayText(Math.min(dayNumber(first) + date - 1, dayNumber(next) - 1));
};

/** Personal fields leave after the period the pack in force names: looked after once a day, or at an administrator's word. */
export const createRetention = ({
  clock,
  rules,
  schedule,
  store,
  desk,
  retention,
  work,
  onChange,
}: Parts): Retaining => {
  let lastRun: NonNullable<Keeping['retention']>['lastRun'];
  let [isStopped, lastDay] = [false, ''];
  let cancel: (() => void) | undefined;

  const pack = (): RulePack => rules.packAt(clock.now(), desk.post().zone);
  const before = (months: number): string => monthsBefore(desk.today(), months);

  const run = async (officer?: string): Promise<void> => {
    const { retention: rule, hash } = pack();
    if (!rule) return;
    const erasure = {
      rule: rule.id,
      before: before(rule.months),
      pack: hash,
      ...(officer !== undefined && { officer }),
    };
    // Counting what is due takes its time on a long log, too: shown from the first moment, and nothing else begins meanwhile.
    const erased = await work.run('erase', async (tell, isCalledOff) => {
      const total = (await retention.due(erasure.before)).entries;
      return retention.erase(erasure, {
        onProgress: (entries) => tell('erase', entries, total),
        isCalledOff: () => isStopped || isCalledOff(),
      });
    });
    lastRun = { at: new Date(clock.now()).toISOString(), ...erased };
    if (!isStopped) onChange();
  };

  const look = async (): Promise<void> => {
    if (store.config() && desk.today() !== lastDay) {
      const day = desk.today();
      // Another long work may be under way: an hour later it is not.
      await run().then(
        () => (lastDay = day),
        () => undefined,
      );
    }
    if (!isStopped) cancel = schedule(hour, () => void look());
  };
  cancel = schedule(firstLookMs, () => void look());

  return {
    view: () => {
      const { retention: rule, words } = pack();
      if (!rule) return {};
      const { id, months, citation, attested } = rule;
      const cited = words[citation];
      return {
        retention: {
          ...{ rule: id, months, citation, attested, before: before(months) },
          ...(cited && { cited }),
          ...(lastRun && { lastRun }),
        },
      };
    },
    due: async () => {
      const { retention: rule } = pack();
      const day = before(rule?.months ?? 1200);
      return { before: day, ...(await retention.due(day)) };
    },
    run,
    stop: () => {
      isStopped = true;
      cancel?.();
    },
  };
};
