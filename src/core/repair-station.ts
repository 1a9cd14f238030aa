import { StationFault } from '../contract/fault.ts';
import type { Repair } from '../contract/keeping-view.ts';
import type { CallName, CallOutput, CallValue, EventData, EventName, Station } from '../contract/station.ts';
import type { StationState } from '../contract/views.ts';
import type { Post } from '../domain/post.ts';
import type { Clock } from './ports.ts';

/** What can be done for a desk that does not open. Each throws StationFault in the page's words. */
export type RepairPort = {
  view(): Repair;
  withWords(words: string): Promise<void>;
  withPassphrase(passphrase: string): Promise<void>;
  /** Recovery words in a picture, Base64; nothing where there are none that hold. */
  look(frame: string): Promise<string | undefined>;
  /** On the sticks that are plugged in where no folder is named. */
  find(folder?: string): Repair['copies'];
  verify(file: string, words?: string): Promise<CallOutput<'repairVerify'>>;
  restore(file: string, words: string): Promise<void>;
  /** Back to an empty desk. */
  leave(): Promise<void>;
  /** Lets go of what reads pictures. */
  close(): Promise<void>;
};

type Parts = {
  readonly version: string;
  readonly posts: () => readonly Post[];
  readonly clock: Clock;
  readonly port: RepairPort;
  /** The state of whatever station stands at the door when a repair is done. */
  readonly stateNow: () => Promise<StationState>;
  readonly on: <N extends EventName>(name: N, listener: (data: EventData<N>) => void) => () => void;
};

const asleep = {
  demo: false,
  watchlist: { entries: 0 },
  sync: { connected: false, unsent: 0, busy: false },
  inbox: { waiting: 0 },
} as const;

/** The station of a desk whose log or keys do not open: it says what is wrong, and answers to its repair alone. */
export const createRepairStation = ({ version, posts, clock, port, stateNow, on }: Parts): Station => {
  const state = (): StationState => ({
    ...asleep,
    phase: 'repair',
    version,
    now: new Date(clock.now()).toISOString(),
    repair: port.view(),
  });
  const afterwards = async (work: Promise<void>): Promise<StationState> => {
    await work;
    return stateNow();
  };
  const answers: Partial<Record<CallName, (input: never) => unknown>> = {
    state,
    posts: () => [...posts()],
    repairWithWords: ({ words }: CallValue<'repairWithWords'>) => afterwards(port.withWords(words)),
    repairWithPassphrase: ({ passphrase }: CallValue<'repairWithPassphrase'>) =>
      afterwards(port.withPassphrase(passphrase)),
    repairLook: async ({ frame }: CallValue<'repairLook'>) => {
      const words = await port.look(frame);
      return words === undefined ? {} : { words };
    },
    repairFind: ({ folder }: CallValue<'repairFind'>) => port.find(folder),
    repairVerify: ({ file, words }: CallValue<'repairVerify'>) => port.verify(file, words),
    repairRestore: ({ file, words }: CallValue<'repairRestore'>) => afterwards(port.restore(file, words)),
    repairLeave: () => afterwards(port.leave()),
  };
  return {
    handle: async <N extends CallName>(name: N, input: CallValue<N>) => {
      const answer = answers[name];
      if (!answer) throw new StationFault('not-set-up', { detail: 'repair' });
      return (await answer(input as never)) as CallOutput<N>;
    },
    on,
    close: () => port.close(),
  };
};
