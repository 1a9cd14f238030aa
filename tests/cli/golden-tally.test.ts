// A seeded fortnight, counted by Beket and, from its raw entries, by SQL: on paper, in a workbook, as CSV and as data.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openData } from '../../src/adapters/sqlite/open-data.ts';
import type { Comparison } from '../../src/domain/tally-compare.ts';
import type { Tally } from '../../src/domain/tally-report.ts';
import { tallyLabel, type Language } from '../../src/domain/tally-words.ts';
import { tally } from '../../src/domain/tally.ts';
import { countRaw, type RawCounts } from './raw-counts.ts';
import { linesOf, type Line } from './tally-lines.ts';

const program = fileURLToPath(new URL('../../src/cli/index.ts', import.meta.url));
const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;
if (!hasPoppler) console.warn('Skipped: the figures on the printed tally; pdftotext is not installed.');

const folder = mkdtempSync(join(tmpdir(), 'beket-golden-'));
const data = join(folder, 'desk');
const until = '2026-11-22T06:00:00Z';
const [from, to] = ['2026-11-09', '2026-11-22'];
const fortnight = { kind: 'days', from, to } as const;
const languages = ['kk', 'ru', 'en'] as const;

const beket = (...args: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args]);
    let [out, said] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(said))));
  });
const file = (name: string): string => join(folder, name);
const written = async (format: string, language: Language): Promise<string> => {
  const path = file(`tally-${language}.${format}`);
  await beket(
    'tally',
    '--data',
    data,
    '--day',
    from,
    '--to',
    to,
    '--file',
    path,
    '--format',
    format,
    '--language',
    language,
  );
  return path;
};

let raw: RawCounts;
let expected: ReturnType<RawCounts>;
let count: (period: Tally['period']) => Tally;

beforeAll(async () => {
  await beket('seed', '--data', data, '--days', '14', '--seed', '7', '--until', until);
  const desk = openData({ folder: data, readOnly: true });
  const entries = desk.log.entriesAfter(0, desk.log.head().seq);
  const post = desk.store.config()?.post ?? '';
  const periods = new Map<string, Tally>();
  raw = countRaw(entries, '+5 hours');
  expected = raw(`day BETWEEN '${from}' AND '${to}'`);
  count = (period) => {
    const key = JSON.stringify(period);
    const found =
      periods.get(key) ?? tally(desk.log.crossingsOf(period), period, { zone: 'Asia/Almaty', posts: [post] });
    periods.set(key, found);
    return found;
  };
  count(fortnight);
  return () => desk.close();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The tally in the words of the counts by SQL. */
const told = (report: Tally) => {
  const { queue, manual, persons, rebuttals = 0, ...rest } = report;
  const share = Math.round((manual / persons.total) * 1000) / 10;
  const own = { waited: queue?.waited, longestRun: queue?.longest?.persons ?? 0, manualShare: share };
  const asked = { period: undefined, posts: undefined, zone: undefined };
  return { ...rest, ...asked, ...{ persons, manual, rebuttals }, ...own };
};

describe('the tally of a seeded fortnight', () => {
  it('is what SQL counts over the raw entries, and no figure of it is zero throughout', () => {
    expect(told(count(fortnight))).toEqual(expected);
    expect(expected.bySex.length).toBeGreaterThan(1);
    for (const [name, figure] of Object.entries(expected)) {
      if (typeof figure === 'number') expect(figure, name).toBeGreaterThan(0);
      else expect(Object.keys(figure).length, name).toBeGreaterThan(0);
    }
    expect(expected.byLane).toHaveLength(2);
    expect(expected.byKind.length).toBeGreaterThan(50);
  });

  it('is so for a day, for a night shift by its instants, and splits that at local midnight', () => {
    expect(told(count({ kind: 'days', from: '2026-11-18', to: '2026-11-18' }))).toEqual(raw(`day = '2026-11-18'`));
    const [begin, end] = ['2026-11-18T15:00:00.000Z', '2026-11-19T03:00:00.000Z'];
    const night = count({ kind: 'shift', from: begin, to: end });
    expect(told(night)).toEqual(raw(`at >= '${begin}' AND at < '${end}'`));
    expect(night.byDay.map(({ day }) => day)).toEqual(['2026-11-18', '2026-11-19']);
    expect(night.byDay.every(({ entry, exit }) => entry + exit > 0)).toBe(true);
  });

  it('is compared with the day before, the mean of the week before and the same weekday', async () => {
    const answer = await beket('tally', '--data', data, '--day', '2026-11-20', '--compare');
    const { compared } = JSON.parse(answer) as { compared: Comparison[] };
    const total = (day: string): number => raw(`day = '${day}'`).persons.total;
    const week = ['13', '14', '15', '16', '17', '18', '19'].map((day) => total(`2026-11-${day}`));
    const mean = Math.round((week.reduce((sum, one) => sum + one, 0) / 7) * 10) / 10;
    expect(compared.map(({ kind, figures }) => [kind, figures.total])).toEqual([
      ['before', total('2026-11-19')],
      ['week-before', mean],
      ['same-weekday', total('2026-11-13')],
    ]);
    expect(compared[0]?.figures.medianSeconds).toBe(raw(`day = '2026-11-19'`).medianSeconds);
  });
});

const locales = { kk: 'kk-KZ', ru: 'ru-RU', en: 'en-GB' } as const;
const plain = (text: string): string => text.normalize().replaceAll(/\s+/g, ' ');

describe.skipIf(!hasPoppler)('the printed tally', () => {
  it.each(languages)('bears every figure in %s', async (language) => {
    const path = await written('pdf', language);
    const text = plain(execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8', maxBuffer: 2 ** 24 }));
    const figures = new Intl.NumberFormat(locales[language], { maximumFractionDigits: 1 });
    const line = (cells: Line): string =>
      plain(cells.map((cell) => (typeof cell === 'number' ? figures.format(cell) : (cell ?? ''))).join(' '));
    const missing = linesOf(expected, language).filter((cells) => !text.includes(` ${line(cells)} `));
    expect(missing).toEqual([]);
  });
});

describe('the workbook', () => {
  it('opened by another library has the same numbers, real dates and its Cyrillic', async () => {
    const sheets = await readWorkbook(await written('xlsx', 'ru'));
    const rows = (name: string): unknown[][] => sheets.find(({ sheet }) => sheet === name)?.data.slice(1) ?? [];
    const summary = new Map(rows('Лица').map(([label, ...values]) => [label, values]));
    expect(summary.get('Период')).toEqual([new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)]);
    for (const name of [
      'overstays',
      'forged',
      'minors',
      'iins',
      'manual',
      'manualShare',
      'corrections',
      'waited',
    ] as const)
      expect(summary.get(tallyLabel(name, 'ru'))?.[0], name).toBe(expected[name]);
    const inOut = ({ entry, exit }: Record<string, unknown>) => [entry, exit, Number(entry) + Number(exit)];
    expect(rows('Сутки')).toEqual(
      expected.byDay.map((row) => [new Date(`${String(row['day'])}T00:00:00Z`), ...inOut(row)]),
    );
    expect(rows('Гражданство').map((row) => [row[0], ...row.slice(5)])).toEqual(
      expected.byKind.map((row) => [row['citizenship'], ...inOut(row)]),
    );
    expect(rows('Инспектор').map((row) => row.slice(3))).toEqual(
      [...expected.byOfficer, ...expected.byLane].map((row) => [
        ...inOut(row),
        row['referred'],
        row['refused'],
        row['medianSeconds'],
      ]),
    );
    const citizens = rows('Показатель').filter(([section]) => section === 'Гражданство');
    expect(citizens.map((row) => row.slice(2))).toEqual(
      expected.byCitizenship.map((row) => [row['citizenship'], ...inOut(row)]),
    );
  });
});

describe('the tally for machines', () => {
  it('is JSON with the same figures, and CSV that begins with a byte-order mark', async () => {
    const [json, csv] = await Promise.all([written('json', 'en'), written('csv', 'ru')]);
    const { tally: report } = JSON.parse(readFileSync(json, 'utf8')) as { tally: Tally };
    expect(told(report)).toEqual(expected);
    const text = readFileSync(csv, 'utf8');
    expect(text.startsWith('\uFEFF')).toBe(true);
    const { entry, exit, total } = expected.persons;
    expect(text).toContain(`Лица;Всего;;${entry};${exit};${total};;;\r\n`);
    expect(text).toContain(`Записи;Превысили срок пребывания;;;;${expected.overstays};;;\r\n`);
    expect(text).toContain(`Период;${from};${to};`);
  });
});
