import { StationFault } from '../contract/fault.ts';
import type { Order } from '../domain/fleet/notice.ts';
import type { Journal } from './journal.ts';
import type { Ports, VerifyReport } from './ports.ts';
import type { LongWork } from './work.ts';

type Parts = {
  readonly ports: Pick<Ports, 'clock' | 'log' | 'fleet' | 'schedule'>;
  readonly journal: Journal;
  readonly work: LongWork;
  /** Something was found out that the centre is to know. */
  readonly onDone: () => void;
};

export type Orders = {
  /** The centre asks for something; done when nothing else is under way. */
  take(order: Order): void;
  /** A whole log was gone through, whoever asked: the centre is told. Answers what it was given. */
  noted(report: VerifyReport, order?: string): VerifyReport;
  stop(): void;
};

const soonMs = 1_000;
const laterMs = 60_000;
const only = 'last';

/** What the centre asks a desk to do by itself, in the background and after whatever else takes long. */
export const createOrders = ({ ports, journal, work, onDone }: Parts): Orders => {
  const { clock, log, fleet, schedule } = ports;
  let isStopped = false;
  let cancel: (() => void) | undefined;

  const noted: Orders['noted'] = (report, order) => {
    const at = new Date(clock.now()).toISOString();
    fleet.checks.put(only, { at, ...report, ...(order !== undefined && { order }) });
    onDone();
    return report;
  };
  /** Answers nothing where an administrator here called it off. */
  const verify = (): Promise<VerifyReport | undefined> =>
    work.run('verify-log', (tell, isCalledOff) => {
      let giveUp = (): void => undefined;
      const calledOff = new Promise<undefined>((resolve) => (giveUp = () => resolve(undefined)));
      const report = log.verify((done, total) => {
        if (isStopped || isCalledOff()) return giveUp();
        tell('verify-log', done, total);
      });
      return Promise.race([report, calledOff]);
    });
  const next = async (): Promise<void> => {
    const [order] = fleet.orders.list();
    if (!order || isStopped) return;
    try {
      const report = await verify();
      if (isStopped) return;
      fleet.orders.drop(order.id);
      if (report) journal.append({ kind: 'log-verified', body: { by: 'centre', ...noted(report, order.id) } });
      plan(soonMs);
    } catch (error) {
      if (!(error instanceof StationFault)) fleet.orders.drop(order.id);
      plan(laterMs);
    }
  };
  const plan = (ms: number): void => {
    cancel?.();
    cancel = isStopped || fleet.orders.list().length === 0 ? undefined : schedule(ms, () => void next());
  };
  plan(laterMs);
  return {
    take: (order) => {
      if (fleet.checks.list().some((check) => check.order === order.id)) return;
      fleet.orders.put(order.id, order);
      plan(soonMs);
    },
    noted,
    stop: () => {
      isStopped = true;
      cancel?.();
    },
  };
};
