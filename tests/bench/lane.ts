import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { dataFolderPaths } from '../../src/adapters/data-folder-paths.ts';
import { openStation } from '../../src/adapters/compose.ts';
import { connect } from '../../src/adapters/sqlite/connection.ts';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import { openVault } from '../../src/adapters/vault.ts';
import { hashPin } from '../../src/adapters/vault-pin.ts';
import type { Station } from '../../src/contract/station.ts';
import type { Circumstances } from '../../src/domain/crossing.ts';
import { inventPerson } from '../../src/domain/demo-people.ts';
import { createDice, type Dice } from '../../src/domain/demo-random.ts';
import { inventWatchlist } from '../../src/domain/demo-watchlist.ts';
import { checkDigit } from '../../src/domain/document/check-digit.ts';
import { filledLog, quantileOf } from './filled-log.ts';

const say = (line: string): void => void process.stderr.write(`lane: ${line}\n`);
const session = { id: 'bench' };
const circumstances: Circumstances = { direction: 'entry', purpose: 'private', transport: 'car' };
const listed = 10_000;
const today = 20_779;

/** Two lines of a passport as a wedge reader types them (Doc 9303-4 §4.2). */
const passportLines = (dice: Dice): string => {
  const person = (): ReturnType<typeof inventPerson>['document'] => {
    for (;;) {
      const { document } = inventPerson(dice, today);
      if (document.format === 'TD3') return document;
    }
  };
  const { issuer, surname, givenNames, number, birthDate, sex, expiryDate = '2031-01-01' } = person();
  const fit = (text: string, length: number): string => text.padEnd(length, '<').slice(0, length);
  const checked = (text: string): string => text + checkDigit(text);
  const short = (date: string): string => date.slice(2).replaceAll('-', '');
  const [numbered, born, ends, optional] = [fit(number, 9), short(birthDate), short(expiryDate), fit('', 14)].map(
    checked,
  );
  const second = `${numbered}${issuer}${born}${sex}${ends}${optional}`;
  const composite = checkDigit(`${numbered}${born}${ends}${optional}`);
  return `${fit(`P<${issuer}${surname}<<${givenNames}`.replaceAll(' ', '<'), 44)}\n${second}${composite}`;
};

const prepare = async (folder: string): Promise<void> => {
  const data = openData({ folder });
  const officer = { badge: 'O300', name: 'Bench', role: 'officer' as const, active: true };
  data.officers.save(officer, await hashPin('3000'));
  const dice = createDice(9);
  data.watchlist.replace(
    inventWatchlist(Array.from({ length: listed }, () => inventPerson(dice, today))),
    '2026-11-22T00:00:00.000Z',
  );
  data.close();
};

/**
 * The peer: one row into a plain table of a database of its own beside the log, in a statement prepared once, as durable as ours
 * (write-ahead log, synchronous FULL) and not encrypted. Its bytes are those our log keeps of the crossing just recorded: hash,
 * digest, body, salt and personal part as they lie in the row. What we do beyond them (chain, encryption, triggers) is ours to make
 * up for.
 */
const createRaw = (folder: string): { insert(bytes: Uint8Array): void; close(): void } => {
  const file = join(folder, 'raw.db');
  const clear = (): void => {
    for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
  };
  clear();
  const raw = new Database(file);
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.exec('CREATE TABLE entry (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT');
  const insert = raw.prepare<[Uint8Array]>('INSERT INTO entry (bytes) VALUES (?)');
  const close = (): void => {
    raw.close();
    clear();
  };
  return { insert: (bytes) => void insert.run(bytes), close };
};

/** The bytes of an entry as they lie in the log, read beside the desk. */
const createReader = (folder: string): { bytesOf(seq: number): Uint8Array; close(): void } => {
  const { vault, log } = dataFolderPaths(folder);
  const reader = connect(log, openVault({ folder: vault, mayCreate: false }).dataKey(), true);
  const bytes = reader
    .prepare<[number], Buffer>(
      `SELECT CAST(hash || ifnull(digest, '') || body || ifnull(personal, '') AS BLOB) FROM entry WHERE seq = ?`,
    )
    .pluck();
  return { bytesOf: (seq) => bytes.get(seq) ?? new Uint8Array(), close: () => void reader.close() };
};

type Times = { readonly read: number[]; readonly record: number[]; readonly raw: number[]; readonly bytes: number[] };

const timed = async <T>(times: number[], work: () => T | Promise<T>): Promise<T> => {
  const start = performance.now();
  const value = await work();
  times.push(performance.now() - start);
  return value;
};

const round = async (
  station: Station,
  peer: { raw: ReturnType<typeof createRaw>; reader: ReturnType<typeof createReader> },
  dice: Dice,
  count: number,
  times: Times,
): Promise<void> => {
  const { raw, reader } = peer;
  let bytes: Uint8Array = new Uint8Array(500);
  for (let i = 0; i < count; i += 1) {
    const payload = passportLines(dice);
    const { parked } = await timed(times.read, () =>
      station.handle('read', { scan: { source: 'wedge', payload }, circumstances }, session),
    );
    if (!parked?.decision) throw new Error(`not decided: ${payload}`);
    const action = parked.decision.advice === 'second-line' ? ('refer' as const) : ('admit' as const);
    // By turns the one and the other goes first: on a busy disk whoever comes second waits for the first one's journal.
    if (i % 2 === 0) await timed(times.raw, () => raw.insert(bytes));
    const row = await timed(times.record, () => station.handle('record', { caseId: parked.id, action }, session));
    bytes = reader.bytesOf(row.seq);
    times.bytes.push(bytes.length);
    if (i % 2 === 1) await timed(times.raw, () => raw.insert(bytes));
  }
};

/** The way of a traveller through the real station, on a log of `--rows` crossings, beside a bare durable insert. */
export const run = async (args: string[]): Promise<Record<string, unknown>> => {
  const { values } = parseArgs({
    args,
    options: { rows: { type: 'string' }, travellers: { type: 'string' }, data: { type: 'string' } },
  });
  const rows = Number(values.rows ?? 200_000);
  const travellers = Number(values.travellers ?? 2000);
  const filled = filledLog(rows, values.data);
  await prepare(filled.folder);
  const station = openStation({
    folder: filled.folder,
    resources: fileURLToPath(new URL('../../resources', import.meta.url)),
    workerUrl: new URL('../../src/adapters/reading/worker.ts', import.meta.url),
  });
  const peer = { raw: createRaw(filled.folder), reader: createReader(filled.folder) };
  const times: Times = { read: [], record: [], raw: [], bytes: [] };
  try {
    await station.handle('signIn', { badge: 'O300', pin: '3000' }, session);
    const dice = createDice(77);
    await round(station, peer, dice, 100, { read: [], record: [], raw: [], bytes: [] });
    for (let done = 0; done < travellers; done += 100) {
      await round(station, peer, dice, 100, times);
      if (done % 500 === 400) say(`${done + 100} of ${travellers} travellers`);
    }
  } finally {
    peer.raw.close();
    peer.reader.close();
    await station.close();
    filled.remove();
  }
  const perSecond = (list: number[]): number => (1000 * list.length) / list.reduce((sum, ms) => sum + ms, 0);
  const [recordsPerSecond, rawSqlitePerSecond] = [perSecond(times.record), perSecond(times.raw)];
  return {
    rows,
    travellers,
    readToDecisionP50Ms: quantileOf(times.read, 0.5),
    readToDecisionP99Ms: quantileOf(times.read, 0.99),
    recordP50Ms: quantileOf(times.record, 0.5),
    recordP99Ms: quantileOf(times.record, 0.99),
    recordsPerSecond,
    rawSqlitePerSecond,
    ratio: recordsPerSecond / rawSqlitePerSecond,
    rawBytes: times.bytes.reduce((sum, length) => sum + length, 0) / times.bytes.length,
  };
};
