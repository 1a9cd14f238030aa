import { existsSync, statSync } from 'node:fs';
import packageJson from '../../package.json' with { type: 'json' };
import { stationEvents, type EventData, type EventName, type Station } from '../contract/station.ts';
import { createEvents } from '../core/events.ts';
import { createRepairStation } from '../core/repair-station.ts';
import { systemClock } from './clock.ts';
import { openStation, type StationPlace } from './compose.ts';
import { dataFolderPaths } from './data-folder-paths.ts';
import { createRepair } from './repair.ts';
import { loadRules } from './rule-files.ts';
import { diagnose, type Diagnosis } from './repair-diagnosis.ts';
import { runMigration } from './sqlite/copy-thread.ts';
import { lockedFolder } from './sqlite/folder-lock.ts';
import { olderSchemaOf } from './sqlite/migrate-log.ts';
import { restoreCopy } from './sqlite/restore.ts';
import { keyFileSeal, passphraseSeal, type VaultSeal } from './vault-seal.ts';
import { openVault } from './vault.ts';
import { createWordReader } from './word-reader.ts';

export type DoorPlace = Omit<StationPlace, 'seal' | 'onSeal' | 'restore' | 'beginRepair'> & {
  /** How this shell opens the seal of the desk's keys; a key file, or a passphrase typed in the page, where it is not given. */
  readonly seal?: () => Promise<VaultSeal>;
  /** A new seal in the place of one that is lost. */
  readonly renewSeal?: () => Promise<VaultSeal>;
  /** Hears why the desk did not open, for the shell's own lines. */
  readonly onFault: (error: unknown) => void;
};

/**
 * The desk behind one door for as long as the program runs. Where its log or its keys do not open, a station for their repair
 * stands there until they do; pages hear `state` when the one behind the door changes. Throws what no page can mend.
 */
export const openDoor = async (place: DoorPlace): Promise<Station> => {
  const { folder, onFault } = place;
  const paths = dataFolderPaths(folder);
  const events = createEvents();
  const session = { id: 'door' };
  let inner: Station;
  let typed: VaultSeal | undefined;
  let onMigrating = (): void => undefined;
  let stops: (() => void)[] = [];

  const stand = (station: Station): void => {
    for (const stop of stops) stop();
    inner = station;
    stops = (Object.keys(stationEvents) as EventName[]).map((name) =>
      station.on(name, (data: EventData<typeof name>) => events.emit(name, data)),
    );
  };
  const stateNow = () => inner.handle('state', {}, session);
  const tellState = (): void => void stateNow().then((state) => events.emit('state', state));

  const words = createWordReader(place.workerUrl);

  const standForRepair = (diagnosis: Diagnosis) => {
    const repair = createRepair({
      folder,
      ...diagnosis,
      renewSeal: place.renewSeal ?? (async (phrase) => (phrase === undefined ? keyFileSeal : passphraseSeal(phrase))),
      reopen,
      onChange: tellState,
      words,
    });
    const on: Station['on'] = () => () => undefined;
    const posts = () => loadRules(place.resources).posts();
    const more = { version: packageJson.version, clock: systemClock, posts };
    stand(createRepairStation({ ...more, port: repair, stateNow, on }));
    return repair;
  };

  /** A log of an older schema is changed in a thread, while the page shows how far it is. */
  const migrated = async (seal: VaultSeal | undefined): Promise<void> => {
    const isClosed = !existsSync(`${paths.log}-wal`) || statSync(`${paths.log}-wal`).size === 0;
    if (!existsSync(paths.log) || !existsSync(paths.vault) || !isClosed) return;
    const key = openVault({ folder: paths.vault, mayCreate: false, ...(seal && { seal }) }).dataKey();
    const version = olderSchemaOf(paths.log, key);
    if (version === undefined) return;
    const repair = standForRepair({ kind: 'migrating', code: 'older' });
    onMigrating();
    const startedAt = new Date(systemClock.now()).toISOString();
    const release = lockedFolder(folder);
    try {
      await runMigration({ file: paths.log, key, migrateFrom: version }, ({ done, total }) =>
        repair.tell({ kind: 'migrate', step: 'migrate', done, total, startedAt }),
      );
    } finally {
      release();
    }
  };

  const open = async (): Promise<void> => {
    const { resources, workerUrl, demoSeed, seal: sealOf } = place;
    const seal = typed ?? (await sealOf?.());
    await migrated(seal);
    const onSeal = sealOf ? undefined : (next: VaultSeal): void => void (typed = next);
    const desk = { folder, resources, workerUrl, restore, beginRepair, ...(demoSeed !== undefined && { demoSeed }) };
    const station = openStation({ ...desk, ...(seal && { seal }), ...(onSeal && { onSeal }) });
    await words.close();
    stand(station);
  };
  const openOrRepair = async (): Promise<void> => {
    try {
      await open();
    } catch (error) {
      const diagnosis = await diagnose(error, folder, typed);
      if (!diagnosis) throw error;
      onFault(error);
      standForRepair(diagnosis);
    }
  };
  async function reopen(seal?: VaultSeal): Promise<void> {
    typed = seal ?? typed;
    await openOrRepair();
    tellState();
  }
  /** An administrator's restoring from the desk itself: it is closed first, and opened again whatever comes of it. */
  function restore(file: string): void {
    const key = openVault({ folder: paths.vault, mayCreate: false, ...(typed && { seal: typed }) }).dataKey();
    setImmediate(() => void putBack(file, key));
  }
  /** A desk that was never set up is closed, and the choice of a copy stands in its place until it is made or left. */
  function beginRepair(): void {
    setImmediate(() => {
      const before = inner;
      standForRepair({ kind: 'empty', code: 'empty' });
      void before.close().catch(onFault).then(tellState);
    });
  }
  const putBack = async (file: string, key: string): Promise<void> => {
    const before = inner;
    const repair = standForRepair({ kind: 'migrating', code: 'restoring' });
    const startedAt = new Date(systemClock.now()).toISOString();
    try {
      await before.close();
      const release = lockedFolder(folder);
      try {
        await restoreCopy(file, folder, key, startedAt, {
          onProgress: (progress) => repair.tell({ kind: 'restore', ...progress, startedAt }),
        });
      } finally {
        release();
      }
    } catch (error) {
      onFault(error);
    }
    await reopen();
  };

  // A long change of the schema is waited for by the page, not by the program.
  let isShown = false;
  await new Promise<void>((resolve, reject) => {
    onMigrating = () => {
      isShown = true;
      resolve();
    };
    openOrRepair().then(
      () => (isShown ? tellState() : resolve()),
      (error: unknown) => (isShown ? onFault(error) : reject(error as Error)),
    );
  });
  return {
    handle: (name, input, who) => inner.handle(name, input, who),
    on: (name, listener) => events.on(name, listener),
    close: () => inner.close(),
  };
};
