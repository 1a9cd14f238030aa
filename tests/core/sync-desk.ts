import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createUplink } from '../../src/adapters/http/uplink.ts';
import { systemClock } from '../../src/adapters/clock.ts';
import { systemRandom } from '../../src/adapters/random.ts';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import { openVault } from '../../src/adapters/vault.ts';
import type { Ports } from '../../src/core/ports.ts';
import { createSync } from '../../src/core/sync.ts';
import type { SyncState } from '../../src/contract/views.ts';
import { crossingBody } from '../central/desk.ts';

/** Timers under the test's hand; what is due is run by `fire`. */
export const handTimers = () => {
  let due: { ms: number; act: () => void } | undefined;
  return {
    schedule: ((ms, act) => {
      const mine = { ms, act };
      due = mine;
      return () => {
        if (due === mine) due = undefined;
      };
    }) satisfies Ports['schedule'],
    next: () => due?.ms,
    fire: () => {
      const now = due;
      due = undefined;
      now?.act();
    },
  };
};

/** Longer timers than a test likes to wait for are shortened; order is kept. */
export const quickTimers: Ports['schedule'] = (ms, act) => {
  const timer = setTimeout(act, Math.min(ms, 25));
  return () => clearTimeout(timer);
};

type Options = {
  stationId?: string;
  post?: string;
  folder?: string;
  schedule?: Ports['schedule'];
  uplink?: Ports['uplink'];
  uplinkParts?: Partial<Parameters<typeof createUplink>[0]>;
};

/** A desk with its real log on disk, its real vault and the real line. */
export const openSyncDesk = (options: Options = {}) => {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'beket-sync-'));
  const stationId = options.stationId ?? `desk-${randomBytes(4).toString('hex')}`;
  const post = options.post ?? 'syrym';
  const data = openData({ folder });
  const vault = openVault({ folder });
  if (!data.store.config()) data.store.saveConfig({ stationId, post, lane: '1', demo: false });
  const own = { sign: vault.sign, now: Date.now, nonce: () => systemRandom.hex(12) };
  const line = createUplink({ ...own, ...options.uplinkParts });
  const states: SyncState[] = [];
  const sync = createSync({
    clock: systemClock,
    random: systemRandom,
    log: data.log,
    store: data.store,
    uplink: options.uplink ?? line,
    schedule: options.schedule ?? quickTimers,
    onChange: (state) => states.push(state),
  });
  const close = (): void => {
    sync.stop();
    data.close();
  };
  return {
    folder,
    stationId,
    post,
    data,
    log: data.log,
    uplink: options.uplink ?? line,
    sync,
    states,
    publicKey: vault.publicKey(),
    cross: (count = 1) => {
      for (let n = 0; n < count; n += 1) {
        data.log.append({
          kind: 'crossing',
          body: crossingBody({ post }),
          personal: { document: { number: `N${n}` } },
        });
      }
      sync.nudge();
    },
    connect: (url: string, code: string) =>
      sync.connect(url, { code, stationId, post, lane: '1', publicKey: vault.publicKey() }),
    close,
    remove: () => {
      close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type SyncDesk = ReturnType<typeof openSyncDesk>;

export const until = async (isSo: () => boolean, withinMs = 20_000): Promise<void> => {
  const end = Date.now() + withinMs;
  while (!isSo()) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
