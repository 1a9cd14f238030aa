import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/adapters/clock.ts';
import { createUplink } from '../../src/adapters/http/uplink.ts';
import { systemRandom } from '../../src/adapters/random.ts';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import { openVault } from '../../src/adapters/vault.ts';
import { createSync } from '../../src/core/sync.ts';
import { inventCrossings } from '../../src/domain/demo-crossings.ts';
import { createDice } from '../../src/domain/demo-random.ts';

/** What the desks' process is told, and what it answers. */
export type ToDesks =
  /** `first` is the number of the first desk; those of an earlier call are left alone. */
  | {
      readonly do: 'prepare';
      readonly first?: number;
      readonly desks: number;
      readonly records: number;
      readonly seed: number;
    }
  | { readonly do: 'drain'; readonly url: string; readonly codes: readonly string[] };
export type FromDesks =
  | { readonly is: 'prepared'; readonly lanes: readonly string[]; readonly records: number }
  | {
      readonly is: 'drained';
      readonly seconds: number;
      readonly wireBytes: number;
      readonly heads: readonly { readonly stationId: string; readonly seq: number; readonly hash: string }[];
    };

const post = 'syrym';
const pack = { id: 'bench', version: '1', hash: 'b'.repeat(64) };
const perDay = 290;

const root = mkdtempSync(join(tmpdir(), 'beket-bench-desks-'));
process.once('exit', () => rmSync(root, { recursive: true, force: true }));

/** A desk with its backlog in its real log, and the real line; `sent` counts the bytes of its bodies. */
const openDesk = (number: number, records: number, seed: number, sent: (bytes: number) => void) => {
  const folder = join(root, String(number));
  const stationId = `bench-${number}-${systemRandom.hex(3)}`;
  const lane = String(number);
  const data = openData({ folder });
  data.store.saveConfig({ stationId, post, lane, demo: false });
  const scene = {
    post,
    zone: 'Asia/Almaty',
    lane,
    officers: ['O1', 'O2'],
    supervisor: 'S1',
    packAt: () => pack,
    firstSeq: 1,
  };
  const drafts = inventCrossings(createDice(seed + number), {
    ...scene,
    now: Date.now(),
    days: Math.ceil(records / perDay) + 2,
  });
  data.appendAll(drafts.slice(0, records));
  const vault = openVault({ folder });
  const counting: typeof fetch = (address, init) => {
    sent((init?.body as Uint8Array | undefined)?.length ?? 0);
    return fetch(address, init);
  };
  const uplink = createUplink({ sign: vault.sign, now: Date.now, nonce: () => systemRandom.hex(12), fetch: counting });
  const connect = async (url: string, code: string): Promise<void> => {
    const { log, store } = data;
    const schedule = (ms: number, act: () => void) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    };
    const sync = createSync({
      clock: systemClock,
      random: systemRandom,
      log,
      store,
      uplink,
      schedule,
      onChange: () => undefined,
    });
    const answer = await sync.connect(url, { code, stationId, post, lane, publicKey: vault.publicKey() });
    if (!answer.ok) throw new Error(`desk ${number}: ${answer.fault.code} ${answer.fault.detail ?? ''}`);
    while (sync.state().unsent > 0) await sync.syncNow();
    sync.stop();
  };
  return { stationId, lane, connect, head: () => data.log.head() };
};

let desks: ReturnType<typeof openDesk>[] = [];
let wireBytes = 0;

const answer = (message: FromDesks): void => void process.send?.(message);

process.on('message', (message: ToDesks) => {
  if (message.do === 'prepare') {
    const { first = 0, desks: count, records, seed } = message;
    wireBytes = 0;
    const share = (index: number): number =>
      Math.floor(((index + 1) * records) / count) - Math.floor((index * records) / count);
    desks = Array.from({ length: count }, (_, index) =>
      openDesk(first + index, share(index), seed, (bytes) => (wireBytes += bytes)),
    );
    const held = desks.reduce((sum, desk) => sum + desk.head().seq, 0);
    answer({ is: 'prepared', lanes: desks.map(({ lane }) => lane), records: held });
    return;
  }
  const start = performance.now();
  void Promise.all(desks.map((desk, index) => desk.connect(message.url, message.codes[index] as string))).then(() => {
    const seconds = (performance.now() - start) / 1000;
    const heads = desks.map(({ stationId, head }) => ({ stationId, ...head() }));
    answer({ is: 'drained', seconds, wireBytes, heads });
  });
});
