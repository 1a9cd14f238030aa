import { StationFault } from '../contract/fault.ts';
import type { CrossingLog, VerifyReport } from './ports.ts';
import type { LongWork } from './work.ts';

/**
 * Goes through the whole log as long work: how far it is shows on every page, and it can be called off (`called-off`). While
 * other work is under way it goes on beside it, unseen: a supervisor who asks is not sent away because a copy is being made.
 */
export const verifyAsWork = async (log: CrossingLog, work: LongWork, by?: string): Promise<VerifyReport> => {
  if (work.now()) return log.verify();
  const follow = (tell: Parameters<Parameters<LongWork['run']>[1]>[0], isCalledOff: () => boolean) => {
    let giveUp = (): void => undefined;
    const calledOff = new Promise<undefined>((resolve) => (giveUp = () => resolve(undefined)));
    const verified = log.verify((done, total) => {
      if (isCalledOff()) return giveUp();
      tell('verify-log', done, total);
    });
    return Promise.race([verified, calledOff]);
  };
  const report = await work.run('verify-log', follow, by);
  if (!report) throw new StationFault('called-off');
  return report;
};
