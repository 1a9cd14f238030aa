import { execFile, fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inventCrossings } from '../../src/domain/demo-crossings.ts';
import { createDice } from '../../src/domain/demo-random.ts';
import { createTestLog } from '../central/desk.ts';
import { cpuSeconds } from './cpu-time.ts';

type Database = {
  bulkDocs(docs: readonly object[]): Promise<unknown>;
  info(): Promise<{ doc_count: number }>;
  close(): Promise<void>;
  replicate: { to(url: string): Promise<{ docs_written: number }> };
};
type Pouch = new (name: string) => Database;

export type Peer = {
  readonly name: string;
  readonly records: number;
  readonly perSecond?: number;
  readonly cpuSecondsPerThousand?: { readonly desks: number; readonly server: number };
  readonly reason?: string;
};

const versions = { pouchdb: '9.0.0', 'express-pouchdb': '4.2.0', express: '4.22.1' };
const name = `pouchdb ${versions.pouchdb} to express-pouchdb ${versions['express-pouchdb']}`;

/** The peer is 226 packages that nothing else needs, so it is fetched for the measurement and kept in the cache folder. */
const fetchPeer = async (): Promise<string> => {
  const folder = resolve('node_modules/.cache/beket-bench-peer');
  if (existsSync(join(folder, 'node_modules/express-pouchdb'))) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: versions }));
  await promisify(execFile)('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
  return folder;
};

const desks = 30;

/** The same records as one document each, in the databases of thirty desks. */
const fill = async (Pouch: Pouch, folder: string, records: number, seed: number): Promise<Database[]> => {
  const share = Math.ceil(records / desks);
  const scene = {
    zone: 'Asia/Almaty',
    lane: '1',
    officers: ['O1', 'O2'],
    supervisor: 'S1',
    firstSeq: 1,
    post: 'syrym',
  };
  const packAt = () => ({ id: 'bench', version: '1', hash: 'b'.repeat(64) });
  const databases: Database[] = [];
  for (let number = 0; number < desks; number += 1) {
    const log = createTestLog(`bench-${number}`);
    const days = Math.ceil(share / 290) + 2;
    for (const { kind, body, personal, at } of inventCrossings(createDice(seed + number), {
      ...scene,
      packAt,
      now: Date.now(),
      days,
    }).slice(0, share)) {
      log.append({ kind, body, personal, at: new Date(at).toISOString() });
    }
    const database = new Pouch(join(folder, `desk-${number}`));
    await database.bulkDocs(log.entries.map((entry) => ({ _id: String(entry.seq).padStart(9, '0'), ...entry })));
    databases.push(database);
  }
  return databases;
};

/** CouchDB replication, the usual way to do this job, set up as its README says. */
export const measurePeer = async (records: number, seed: number, progress: (text: string) => void): Promise<Peer> => {
  const folder = mkdtempSync(join(tmpdir(), 'beket-bench-peer-'));
  let server: ReturnType<typeof fork> | undefined;
  try {
    const packages = await fetchPeer();
    mkdirSync(join(folder, 'server'));
    server = fork(fileURLToPath(new URL('sync-peer-server.ts', import.meta.url)), [packages, join(folder, 'server')], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const port = await new Promise<number>((done) => server?.once('message', (message) => done(message as number)));
    const Pouch = createRequire(join(packages, 'package.json'))('pouchdb') as Pouch;
    progress(`peer: writing ${records} documents`);
    const databases = await fill(Pouch, folder, records, seed);
    progress('peer: replicating');
    const serverPid = server.pid as number;
    const before = { desks: cpuSeconds(process.pid), server: cpuSeconds(serverPid) };
    const start = performance.now();
    const results = await Promise.all(
      databases.map((database, index) => database.replicate.to(`http://127.0.0.1:${port}/desk-${index}`)),
    );
    const seconds = (performance.now() - start) / 1000;
    const after = { desks: cpuSeconds(process.pid), server: cpuSeconds(serverPid) };
    const written = results.reduce((sum, { docs_written }) => sum + docs_written, 0);
    await Promise.all(databases.map((database) => database.close()));
    progress(`peer: ${Math.round(written / seconds)} a second`);
    const share = (of: 'desks' | 'server'): number => Number((((after[of] - before[of]) * 1000) / written).toFixed(3));
    const cpuSecondsPerThousand = { desks: share('desks'), server: share('server') };
    return { name, records: written, perSecond: Math.round(written / seconds), cpuSecondsPerThousand };
  } catch (fault) {
    const reason = (fault as Error).message.split('\n')[0];
    progress(`the peer cannot be measured: ${reason}`);
    return { name, records: 0, reason };
  } finally {
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
  }
};
