import { placeFaults, type Copy, type Keeping, type PlaceFault } from '../contract/keeping-view.ts';
import type { Entry } from '../domain/log.ts';
import type { BackupStore } from './backup-ports.ts';
import type { Journal } from './journal.ts';
import type { Ports } from './ports.ts';
import type { LongWork } from './work.ts';

type Parts = Pick<Ports, 'clock' | 'log' | 'store' | 'schedule'> & {
  readonly backups: BackupStore;
  readonly journal: Journal;
  readonly work: LongWork;
  readonly onChange: () => void;
};
type PlaceName = 'own' | 'second';

export type Backups = {
  view(): Pick<Keeping, 'own' | 'second'>;
  list(): Copy[];
  /** Copies to every place. Rejects with StationFault `busy` alone: what fails is shown where it failed. */
  now(): Promise<void>;
  /** False where a folder cannot be written to. */
  setSecond(folder: string | undefined): boolean;
  stop(): void;
};

const hour = 3_600_000;
const minute = 60_000;

const faultOf = (error: unknown): PlaceFault => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'missing';
  return placeFaults.find((one) => one === code) ?? 'failed';
};

/**
 * Copies on their own: every hour in which something was written, and when a shift is closed; to the desk's own folder and to a
 * second one. What went wrong stands beside the place until a copy succeeds there.
 */
export const createBackups = ({ clock, log, store, schedule, backups, journal, work, onChange }: Parts): Backups => {
  const faults = new Map<PlaceName, { code: PlaceFault; at: string }>();
  let [isStopped, isAgain, written] = [false, false, 0];
  let cancel: (() => void) | undefined;

  const iso = (): string => new Date(clock.now()).toISOString();
  const secondOf = (): string | undefined => {
    const config = store.config();
    // A stick may go from desk to desk: each has a folder of its own on it.
    return config?.secondBackups === undefined ? undefined : `${config.secondBackups}/beket-${config.stationId}`;
  };
  const places = (): [PlaceName, string][] => {
    const second = secondOf();
    return [
      ['own', backups.ownFolder],
      ...(second === undefined ? [] : ([['second', second]] as [PlaceName, string][])),
    ];
  };
  const place = (name: PlaceName, folder: string) => {
    const [last] = backups.list(folder);
    const fault = faults.get(name);
    return {
      folder,
      ...(last && { last: { at: last.at, seq: last.seq, bytes: last.bytes } }),
      ...(fault && { fault }),
    };
  };

  const note = (body: Record<string, unknown>): void => {
    if (!isStopped) journal.append({ kind: 'backed-up', body });
  };
  const copyTo = async (name: PlaceName, folder: string): Promise<void> => {
    const root = store.config()?.secondBackups;
    try {
      if (name === 'second' && root !== undefined && !backups.isUsable(root)) {
        throw Object.assign(new Error('the second folder is not there'), { code: 'missing' });
      }
      const made = await work.run('backup', (tell, isCalledOff) =>
        backups.copy(folder, { onProgress: ({ step, done, total }) => tell(step, done, total), isCalledOff }),
      );
      faults.delete(name);
      note({ place: name, headSeq: made.seq, headHash: made.hash });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code === 'called-off') return;
      if (code === 'busy') throw error;
      const known = faults.get(name)?.code;
      faults.set(name, { code: faultOf(error), at: iso() });
      // The same trouble is written down once, not every hour.
      if (known !== faultOf(error)) note({ place: name, fault: faultOf(error) });
    }
  };
  const now = async (): Promise<void> => {
    if (!store.config()) return;
    try {
      for (const [name, folder] of places()) if (!isStopped) await copyTo(name, folder);
      // Its own note is no reason for the next copy.
      if (!isStopped && faults.size === 0) written = log.head().seq;
    } finally {
      if (!isStopped) onChange();
    }
  };

  const plan = (ms: number): void => {
    cancel?.();
    cancel = isStopped ? undefined : schedule(ms, () => void due());
  };
  const due = async (): Promise<void> => {
    isAgain = false;
    if (isStopped) return;
    const isNew = log.head().seq > written;
    if (isNew) await now().catch(() => (isAgain = true));
    plan(isAgain ? minute : hour);
  };
  const stopListening = journal.onAppend(({ kind }: Entry) => {
    if (kind !== 'shift-closed') return;
    isAgain = true;
    plan(0);
  });

  const [newest] = backups.list(backups.ownFolder);
  written = newest?.seq ?? 0;
  const age = newest ? clock.now() - Date.parse(newest.at) : hour;
  // A desk that has just been opened has people waiting; its first copy may wait a minute.
  plan(Math.max(minute, Math.min(hour, hour - age)));

  return {
    view: () => {
      const second = secondOf();
      return { own: place('own', backups.ownFolder), ...(second !== undefined && { second: place('second', second) }) };
    },
    list: () =>
      places()
        .flatMap(([name, folder]) => backups.list(folder).map((copy): Copy => ({ ...copy, place: name })))
        .sort((a, b) => (a.at < b.at ? 1 : -1)),
    now,
    setSecond: (folder) => {
      const config = store.config();
      if (!config || (folder !== undefined && !backups.isUsable(folder))) return false;
      store.saveConfig({ ...config, secondBackups: folder });
      faults.delete('second');
      return true;
    },
    stop: () => {
      isStopped = true;
      stopListening();
      cancel?.();
    },
  };
};
