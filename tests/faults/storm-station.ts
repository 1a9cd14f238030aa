import { createUplink } from '../../src/adapters/http/uplink.ts';
import { systemRandom } from '../../src/adapters/random.ts';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import { openVault } from '../../src/adapters/vault.ts';
import { createSync } from '../../src/core/sync.ts';
import { tally } from '../../src/domain/tally.ts';
import type { Tally } from '../../src/domain/tally-report.ts';
import { createDice } from '../../src/domain/demo-random.ts';
import { inventDraft } from './crossing-draft.ts';
import { wholeTime } from './central-processes.ts';

/** What a desk of the storm is told. `clock` shows that many milliseconds more than the machine's. */
export type ToStation =
  | { readonly do: 'connect'; readonly url: string; readonly code: string }
  | { readonly do: 'clock'; readonly offset: number }
  /** Crossings in all, one every `everyMs`; 0 as fast as they can be written. */
  | { readonly do: 'cross'; readonly until: number; readonly everyMs: number }
  | { readonly do: 'sync' }
  | { readonly do: 'report' };
export type FromStation =
  | { readonly is: 'connected'; readonly ok: boolean; readonly code?: string }
  | { readonly is: 'saved'; readonly seq: number; readonly hash: string }
  | {
      readonly is: 'shown';
      readonly lastSyncAt?: string;
      readonly unsent: number;
      readonly head: number;
      readonly error?: string;
    }
  | { readonly is: 'done'; readonly error?: string }
  | { readonly is: 'report'; readonly hashes: readonly string[]; readonly chain: boolean; readonly tally: Tally };

const [folder, stationId, post, offset] = process.argv.slice(2) as [string, string, string, string];
let ahead = Number(offset);
const clock = { now: () => Date.now() + ahead, ticks: () => performance.now() };
const data = openData({ folder, clock });
const vault = openVault({ folder });
if (!data.store.config()) data.store.saveConfig({ stationId, post, lane: '1', demo: false });
const tell = (message: FromStation): void => void (process.connected && process.send?.(message));

const sync = createSync({
  clock,
  random: systemRandom,
  log: data.log,
  store: data.store,
  uplink: createUplink({ sign: vault.sign, now: clock.now, nonce: () => systemRandom.hex(12), timeoutMs: 15_000 }),
  // A storm of ten minutes has no time for the waits of a day.
  schedule: (ms, act) => {
    const timer = setTimeout(act, Math.min(ms, 2_000));
    return () => clearTimeout(timer);
  },
  onChange: ({ lastSyncAt, unsent, error }) =>
    tell({ is: 'shown', lastSyncAt, unsent, head: data.log.head().seq, error: error?.code }),
});

const dice = createDice(data.log.head().seq + Number(stationId.replace(/\D/g, '')));
let writing: NodeJS.Timeout | undefined;
const cross = (until: number, everyMs: number): void => {
  clearTimeout(writing);
  if (data.log.head().seq >= until) return tell({ is: 'done' });
  const { seq, hash } = data.log.append(inventDraft(dice, { post }));
  tell({ is: 'saved', seq, hash });
  sync.nudge();
  writing = setTimeout(() => cross(until, everyMs), everyMs);
};

const report = async (): Promise<void> => {
  const hashes: string[] = [];
  for (let seq = 0; seq < data.log.head().seq; seq += 1000) {
    hashes.push(...data.log.entriesAfter(seq, 1000).map(({ hash }) => hash));
  }
  const own = tally(data.log.crossingsOf(wholeTime), wholeTime, { zone: 'Asia/Almaty', posts: [post] });
  tell({ is: 'report', hashes, chain: (await data.log.verify()).ok, tally: own });
};

const obey = async (message: ToStation): Promise<void> => {
  if (message.do === 'connect') {
    const { url, code } = message;
    const answer = await sync.connect(url, { code, stationId, post, lane: '1', publicKey: vault.publicKey() });
    tell({ is: 'connected', ok: answer.ok, ...(!answer.ok && { code: answer.fault.code }) });
  } else if (message.do === 'clock') ahead = message.offset;
  else if (message.do === 'cross') cross(message.until, message.everyMs);
  else if (message.do === 'sync') {
    const { error } = await sync.syncNow();
    tell({ is: 'done', error: error?.code });
  } else await report();
};

process.on('message', (message: ToStation) => void obey(message));
process.on('disconnect', () => process.exit());
const { lastSyncAt, unsent } = sync.state();
tell({ is: 'shown', lastSyncAt, unsent, head: data.log.head().seq });
