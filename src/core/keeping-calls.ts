import { StationFault } from '../contract/fault.ts';
import type { Keeping } from '../contract/keeping-view.ts';
import { createBackups } from './backups.ts';
import { badgeOf, because, type Handlers } from './caller.ts';
import { hasRole } from '../domain/officer.ts';
import type { Desk } from './desk.ts';
import type { Journal } from './journal.ts';
import type { Ports } from './ports.ts';
import { createReindexing } from './reindexing.ts';
import { createRetention } from './retention.ts';
import { createWork } from './work.ts';

type Parts = {
  readonly ports: Ports;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly onChange: () => void;
};

export type Keeper = ReturnType<typeof createKeeper>;

/** All that looks after the log while the desk works: copies, retention, recovery words. */
export const createKeeper = ({ ports, desk, journal, onChange }: Parts) => {
  const work = createWork(ports.clock, onChange);
  const { keeping, clock } = ports;
  const backups = createBackups({ ...ports, backups: keeping.backups, journal, work, onChange });
  const retaining = createRetention({ ...ports, retention: keeping.retention, desk, work, onChange });
  const reindexing = createReindexing({ ...ports, reindex: keeping.reindex, work });
  /** Words shown and not yet confirmed. */
  let shown: readonly string[] | undefined;

  const view = (): Keeping => {
    const now = work.now();
    const recoveryAt = keeping.recovery.madeAt();
    return {
      ...backups.view(),
      ...retaining.view(),
      ...(now && { work: now }),
      ...(recoveryAt !== undefined && { recoveryAt }),
      ...(keeping.passphrase && { passphrase: keeping.passphrase.isSet() }),
    };
  };
  return {
    view,
    work,
    backups,
    retaining,
    showWords: () => {
      const words = (shown = keeping.recovery.make());
      return { words, qr: keeping.recovery.qr(words) };
    },
    /** True where two or more of the words shown were written down right; from then on they open the desk. */
    confirmWords: (answers: readonly { number: number; word: string }[]): boolean => {
      const isRight = answers.every(({ number, word }) => shown?.[number - 1] === word.trim().toLowerCase());
      if (!shown || new Set(answers.map(({ number }) => number)).size < 2 || !isRight) return false;
      keeping.recovery.keep(shown, new Date(clock.now()).toISOString());
      shown = undefined;
      return true;
    },
    /** Resolves once nothing reads or writes the log any more. */
    stop: (): Promise<void> => {
      backups.stop();
      retaining.stop();
      reindexing.stop();
      return work.stop();
    },
  };
};

export const keepingCalls = ({
  ports,
  journal,
  keeper,
}: {
  readonly ports: Ports;
  readonly journal: Journal;
  readonly keeper: Keeper;
}): Pick<
  Handlers,
  | 'keeping'
  | 'backups'
  | 'backUpNow'
  | 'setSecondFolder'
  | 'verifyBackup'
  | 'restoreBackup'
  | 'cancelWork'
  | 'retentionDue'
  | 'runRetention'
  | 'newRecovery'
  | 'confirmRecovery'
  | 'setPassphrase'
  | 'repairBegin'
> => {
  const mustBeIdle = (): void => {
    if (keeper.work.now()) throw new StationFault('busy');
  };
  const known = (file: string): string => {
    if (!keeper.backups.list().some((copy) => copy.file === file)) throw new StationFault('no-such-file');
    return file;
  };
  /** Begun, not awaited: a page asks how far it is, and what fails is shown in the view. */
  const begin = (work: () => Promise<void>): Keeping => {
    mustBeIdle();
    void work().catch(() => undefined);
    return keeper.view();
  };
  return {
    keeping: () => keeper.view(),
    backups: () => keeper.backups.list(),
    backUpNow: () => begin(() => keeper.backups.now()),
    setSecondFolder: ({ folder, reason }, caller) => {
      if (!keeper.backups.setSecond(folder)) throw new StationFault('no-such-folder', { field: 'folder' });
      const body = { by: badgeOf(caller), secondBackups: folder !== undefined };
      journal.append({ kind: 'settings-changed', body, ...because(reason) });
      return keeper.view();
    },
    verifyBackup: ({ file }) =>
      keeper.work.run('verify', (tell, isCalledOff) =>
        ports.keeping.backups.verify(known(file), {
          onProgress: ({ step, done, total }) => tell(step, done, total),
          isCalledOff,
        }),
      ),
    restoreBackup: ({ file, reason }, caller) => {
      mustBeIdle();
      const from = known(file);
      const body = { by: badgeOf(caller), restoring: true };
      journal.append({ kind: 'settings-changed', body, ...because(reason) });
      ports.keeping.restore(from);
      return {};
    },
    cancelWork: (_, caller) => {
      const isOwn = keeper.work.now()?.by === badgeOf(caller);
      if (!isOwn && !hasRole(caller.officer?.role ?? 'officer', 'administrator')) throw new StationFault('not-allowed');
      keeper.work.callOff();
      return keeper.view();
    },
    retentionDue: () => keeper.retaining.due(),
    runRetention: (_, caller) => begin(() => keeper.retaining.run(badgeOf(caller))),
    newRecovery: ({ reason }, caller) => {
      const shown = keeper.showWords();
      journal.append({
        kind: 'settings-changed',
        body: { by: badgeOf(caller), recoveryWords: 'shown' },
        ...because(reason),
      });
      return shown;
    },
    confirmRecovery: ({ words, reason }, caller) => {
      if (!keeper.confirmWords(words)) throw new StationFault('wrong-words');
      journal.append({
        kind: 'settings-changed',
        body: { by: badgeOf(caller), recoveryWords: true },
        ...because(reason),
      });
      return keeper.view();
    },
    repairBegin: () => {
      if (ports.store.config()) throw new StationFault('already-set-up');
      ports.keeping.beginRepair();
      return {};
    },
    setPassphrase: ({ passphrase, reason }, caller) => {
      if (!ports.keeping.passphrase) throw new StationFault('not-allowed');
      ports.keeping.passphrase.set(passphrase);
      journal.append({
        kind: 'settings-changed',
        body: { by: badgeOf(caller), passphrase: passphrase !== undefined },
        ...because(reason),
      });
      return keeper.view();
    },
  };
};
