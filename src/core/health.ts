import type { SyncState } from '../contract/views.ts';
import type { DeskHealth } from '../domain/fleet/desk-health.ts';
import type { Desk } from './desk.ts';
import type { Ports } from './ports.ts';

type Parts = {
  readonly ports: Pick<
    Ports,
    'clock' | 'log' | 'rules' | 'watchlist' | 'store' | 'schedule' | 'random' | 'version' | 'fleet'
  >;
  readonly desk: Desk;
  readonly sync: { state(): SyncState };
  /** When the newest copy of the log was made. */
  readonly copyAt: () => string | undefined;
};

export type Health = {
  /** Something changed that an administrator waits for. */
  nudge(): void;
  stop(): void;
};

const firstMs = 3_000;
/** Often enough for a board, and one small request a desk (500 desks: 17 a second at the most). */
const lookMs = 30_000;
const restMs = 55_000;
const nudgeMs = 1_000;
/** A centre that does not know the question is asked again after an hour: it may have been updated. */
const deafMs = 3_600_000;
const noticesTold = 100;

const share = ({ free, total }: NonNullable<DeskHealth['disk']>): number => Math.round((free / total) * 100);

/** What is worth telling at once where it changes; figures that move with every traveller wait for the next minute. */
const coarse = ({ version, pack, watchlist, chain, disk, battery, copyAt, notices }: DeskHealth): string =>
  JSON.stringify([
    version,
    pack?.hash,
    watchlist,
    chain,
    disk && share(disk),
    battery && [Math.round(battery.share * 20), battery.charging],
    copyAt,
    notices,
  ]);

/** Tells the centre how the desk is, beside the entries and never in their way; silent while the line is down. */
export const createHealth = ({ ports, desk, sync, copyAt }: Parts): Health => {
  const { clock, log, rules, watchlist, store, schedule, random, version, fleet } = ports;
  let [isStopped, isAgain] = [false, false];
  let cancel: (() => void) | undefined;
  let running: Promise<void> | undefined;
  let told = { at: Number.NEGATIVE_INFINITY, what: '' };
  let deaf: { readonly url: string; readonly until: number } | undefined;

  const look = async (): Promise<DeskHealth> => {
    const { unsent, unsentSince } = sync.state();
    const { state, id, version: packVersion, hash } = rules.packAt(clock.now(), desk.post().zone);
    const [disk, battery] = await Promise.all([fleet.machine.disk(), fleet.machine.battery()]);
    const [chain] = fleet.checks.list();
    const copy = copyAt();
    const acknowledged = fleet.notices
      .list()
      .flatMap(({ id: notice, acknowledged: by }) => (by ? [{ id: notice, ...by }] : []));
    return {
      at: new Date(clock.now()).toISOString(),
      version,
      head: log.head().seq,
      unsent,
      ...(unsentSince !== undefined && { unsentSince }),
      pack: { state, id, version: packVersion, hash },
      watchlist: watchlist.info(),
      ...(chain && { chain }),
      ...(disk && { disk }),
      ...(battery && { battery }),
      ...(copy !== undefined && { copyAt: copy }),
      notices: acknowledged.slice(-noticesTold),
    };
  };
  const tell = async (): Promise<void> => {
    const config = store.config();
    const url = config?.centre?.url;
    if (!config || url === undefined || sync.state().error) return;
    if (deaf?.url === url && clock.ticks() < deaf.until) return;
    const health = await look();
    const what = coarse(health);
    if (isStopped || (what === told.what && clock.ticks() - told.at < restMs)) return;
    const answer = await fleet.line.health(url, config.stationId, health);
    if (answer.ok) told = { at: clock.ticks(), what };
    else if (answer.fault.detail === 'HTTP 404') deaf = { url, until: clock.ticks() + deafMs };
  };
  const plan = (ms: number): void => {
    cancel?.();
    cancel = isStopped ? undefined : schedule(ms, () => void turn());
  };
  /** Desks switched on together do not speak together. */
  const spread = (ms: number): number => ms + Math.round((Number.parseInt(random.hex(2), 16) / 0xffff) * (ms / 10));
  const turn = (): Promise<void> => {
    running ??= tell()
      .catch(() => undefined)
      .finally(() => {
        running = undefined;
        plan(isAgain ? nudgeMs : spread(lookMs));
        isAgain = false;
      });
    return running;
  };
  plan(spread(firstMs));
  return {
    nudge: () => {
      if (running) isAgain = true;
      else plan(nudgeMs);
    },
    stop: () => {
      isStopped = true;
      cancel?.();
    },
  };
};
