import { StationFault } from '../contract/fault.ts';
import type { Handlers } from './caller.ts';

const refuse = (): never => {
  throw new StationFault('not-allowed', { detail: 'open' });
};

/** A desk that is open needs no repair, and lends nobody a way round its sign-in. */
export const noRepairs = {
  repairWithWords: refuse,
  repairWithPassphrase: refuse,
  repairLook: refuse,
  repairFind: refuse,
  repairVerify: refuse,
  repairRestore: refuse,
  repairLeave: refuse,
} satisfies Pick<
  Handlers,
  | 'repairWithWords'
  | 'repairWithPassphrase'
  | 'repairLook'
  | 'repairFind'
  | 'repairVerify'
  | 'repairRestore'
  | 'repairLeave'
>;
