import type { EnrolRequest, EnrolResponse } from '../contract/uplink.ts';
import type { SyncState } from '../contract/views.ts';
import type { Ports, UplinkFault, UplinkResult } from './ports.ts';
import { createCursor } from './sync-cursor.ts';
import { backoffMs, createBatchPace } from './sync-pace.ts';

type SyncPorts = Pick<Ports, 'clock' | 'random' | 'log' | 'store' | 'uplink' | 'schedule'> & {
  readonly onChange: (state: SyncState) => void;
};

export type Sync = {
  state(): SyncState;
  /** Tries at once and answers what came of it. */
  syncNow(): Promise<SyncState>;
  /** Brings the desk's key to a centre; the desk is connected where the answer is ok. */
  connect(
    url: string,
    request: EnrolRequest,
    /** Looks at who answered; what it finds wrong ends the enrolment. */
    mistrust?: (centre: EnrolResponse) => UplinkFault | undefined,
  ): Promise<UplinkResult<EnrolResponse>>;
  /** The centre's word came another way: by a stick. */
  heardElsewhere(): void;
  /** The log grew. */
  nudge(): void;
  stop(): void;
};

/** Entries come in bursts; a short wait sends them together. */
const gatherMs = 250;
/** How often an idle desk shows the centre that it is there. */
const idleMs = 60_000;
/** Corrections of the cursor within one pass; more than that is a quarrel, not a gap. */
const mostGaps = 5;

/** Sends the log up, one batch at a time, from where the centre says it is. The log is never touched by it. */
export const createSync = ({ clock, random, log, store, uplink, schedule, onChange }: SyncPorts): Sync => {
  const cursor = createCursor({ log, store });
  const pace = createBatchPace();
  let [failures, isStopped, isAgain] = [0, false, false];
  let running: Promise<void> | undefined;
  let cancel: (() => void) | undefined;
  let dueAt = 0;
  let error: SyncState['error'];

  const centre = () => store.config()?.centre;
  /** Counts the centres of this run: what an earlier one still answers is not the word of this one. */
  let era = 0;
  const lastSyncAt = (): string | undefined => {
    const id = centre()?.centreId;
    const at = id === undefined ? undefined : store.lastSync(id);
    return at === undefined ? undefined : new Date(at).toISOString();
  };
  const state = (): SyncState => ({
    connected: centre() !== undefined,
    url: centre()?.url,
    unsent: cursor.unsent(),
    unsentSince: cursor.unsentSince(),
    lastSyncAt: lastSyncAt(),
    error,
    busy: running !== undefined,
  });
  const tell = (): void => {
    if (!isStopped) onChange(state());
  };
  const plan = (ms: number): void => {
    cancel?.();
    dueAt = clock.ticks() + ms;
    cancel = isStopped ? undefined : schedule(ms, () => void pass());
  };

  /** Asks where the centre stands. Everything the desk ever wrote being there is the only thing called synced. */
  const agree = async (url: string, stationId: string): Promise<UplinkFault | undefined> => {
    const asked = era;
    const answer = await uplink.head(url, stationId);
    if (isStopped || asked !== era) return undefined;
    if (!answer.ok) return answer.fault;
    const fault = cursor.agree(answer.value);
    return fault ? ((await showFork(url, stationId)) ?? fault) : undefined;
  };

  /** Sends the end of a log that parted from the centre's: it is refused, and an administrator there sees it (T13). */
  const showFork = async (url: string, stationId: string): Promise<UplinkFault | undefined> => {
    const size = pace.size();
    const answer = await uplink.push(url, stationId, log.entriesAfter(Math.max(0, log.head().seq - size), size));
    return answer.ok ? undefined : answer.fault;
  };

  const pushOnce = async (url: string, stationId: string): Promise<UplinkFault | undefined> => {
    const entries = log.entriesAfter(cursor.at(), pace.size());
    const [started, asked] = [clock.ticks(), era];
    const answer = await uplink.push(url, stationId, entries);
    if (isStopped || asked !== era) return undefined;
    if (!answer.ok) return answer.fault;
    pace.took(clock.ticks() - started);
    const before = cursor.at();
    cursor.moveTo(answer.value.acknowledged);
    return cursor.at() > before ? undefined : { code: 'server-error', detail: 'no progress' };
  };

  const noteSynced = (): void => {
    const id = centre()?.centreId;
    if (isStopped || id === undefined || !cursor.isAgreed() || cursor.unsent() > 0) return;
    store.saveLastSync(clock.now(), id);
  };

  /** One fault ends the pass; a gap only says where to go on. */
  const drain = async (url: string, stationId: string): Promise<UplinkFault | undefined> => {
    let gaps = 0;
    const begun = era;
    if (!cursor.isAgreed() || cursor.unsent() === 0) {
      const fault = await agree(url, stationId);
      if (fault) return fault;
    }
    while (!isStopped && begun === era && cursor.unsent() > 0) {
      const fault = await pushOnce(url, stationId);
      if (fault && (fault.code !== 'gap' || ++gaps > mostGaps)) return fault;
      if (fault) {
        const refused = await agree(url, stationId);
        if (refused) return refused;
      }
      noteSynced();
      tell();
    }
    noteSynced();
    return undefined;
  };

  const work = async (): Promise<void> => {
    const config = store.config();
    if (!config?.centre) return;
    tell();
    const begun = era;
    const fault = await drain(config.centre.url, config.stationId);
    if (isStopped || begun !== era) return;
    failures = fault ? failures + 1 : 0;
    error = fault && { code: fault.code, detail: fault.detail, at: new Date(clock.now()).toISOString() };
    if (fault) {
      cursor.doubt();
      pace.failed();
    }
  };

  /** Only one pass runs; what is asked for meanwhile runs after it. */
  const pass = (): Promise<void> => {
    if (isStopped) return Promise.resolve();
    if (running) {
      isAgain = true;
      return running;
    }
    cancel?.();
    running = work()
      .catch((fault: unknown) => {
        failures += 1;
        error = { code: 'server-error', detail: String(fault), at: new Date(clock.now()).toISOString() };
      })
      .finally(() => {
        running = undefined;
        if (isStopped) return;
        plan(failures > 0 ? backoffMs(failures - 1, random) : isAgain ? gatherMs : idleMs);
        isAgain = false;
        tell();
      });
    return running;
  };

  plan(0);
  return {
    state,
    syncNow: async () => {
      // A pass under way may have asked before what the caller wants sent was there.
      await running;
      await pass();
      return state();
    },
    connect: async (url, request, mistrust) => {
      const answer = await uplink.enrol(url, request);
      const fault = answer.ok ? mistrust?.(answer.value) : undefined;
      if (fault) return { ok: false, fault };
      const config = store.config();
      if (!answer.ok || !config || isStopped) return answer;
      const { centreId, key, stayKey, stickKey } = answer.value;
      const trust = {
        ...(key !== undefined && { key }),
        ...(stayKey !== undefined && { stayKey }),
        ...(stickKey && { stickKey }),
      };
      store.saveConfig({ ...config, centre: { url, centreId, ...trust } });
      era += 1;
      cursor.startAnew();
      [failures, error] = [0, undefined];
      plan(0);
      tell();
      return answer;
    },
    heardElsewhere: () => {
      cursor.startAnew();
      tell();
    },
    nudge: () => {
      if (running) isAgain = true;
      else if (failures === 0 && centre() && dueAt > clock.ticks() + gatherMs) plan(gatherMs);
      tell();
    },
    stop: () => {
      isStopped = true;
      cancel?.();
    },
  };
};
