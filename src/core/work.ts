import { StationFault } from '../contract/fault.ts';
import type { Work } from '../contract/keeping-view.ts';
import type { Clock } from './ports.ts';

type Tell = (step: Work['step'], done: number, total: number) => void;

export type LongWork = {
  now(): Work | undefined;
  /** One at a time. Throws StationFault `busy` while another is under way. */
  run<T>(kind: Work['kind'], work: (tell: Tell, isCalledOff: () => boolean) => Promise<T>, by?: string): Promise<T>;
  callOff(): void;
  /** Calls off what is under way, tells nobody any more, and resolves once it has let go of the log. */
  stop(): Promise<void>;
};

const firstStep = (kind: Work['kind']): Work['step'] => {
  if (kind === 'backup' || kind === 'restore') return 'copy';
  return kind === 'stick-delivery' ? 'stick-send' : kind;
};

/** Work that takes longer than a breath: what it is, how far, and a way to call it off. */
export const createWork = (clock: Clock, onChange: () => void): LongWork => {
  let current: Work | undefined;
  let [isCalledOff, isStopped] = [false, false];
  let letGo = (): void => undefined;
  const changed = (): void => void (isStopped || onChange());
  return {
    now: () => current,
    run: async (kind, work, by) => {
      if (current || isStopped) throw new StationFault('busy');
      isCalledOff = false;
      const startedAt = new Date(clock.now()).toISOString();
      const tell: Tell = (step, done, total) => {
        const isOn = current?.step === step && current.total > 0 && done >= current.done;
        const known = isOn ? current : undefined;
        const stepAt = known?.stepAt ?? new Date(clock.now()).toISOString();
        const stepFrom = known?.stepFrom ?? done;
        current = { kind, step, done, total, startedAt, stepAt, stepFrom, ...(by !== undefined && { by }) };
        changed();
      };
      tell(firstStep(kind), 0, 0);
      try {
        return await work(tell, () => isCalledOff);
      } finally {
        current = undefined;
        changed();
        letGo();
      }
    },
    callOff: () => {
      isCalledOff = true;
    },
    stop: () => {
      [isCalledOff, isStopped] = [true, true];
      return current ? new Promise((resolve) => (letGo = resolve)) : Promise.resolve();
    },
  };
};
