import { findState } from './document/states.ts';
import { comparedFigures, type Comparison } from './tally-compare.ts';
import {
  comparisonLabel,
  kindWords,
  queueLines,
  recordLines,
  secondLineLines,
  type FigureLine,
} from './tally-lines.ts';
import type { Tally } from './tally-report.ts';
import { tallyLabel, tallyWord } from './tally-words.ts';
import type { Language, TallyLabel } from './tally-words.ts';
import { bandNames, type Band } from './time-bands.ts';

type Cell = string | number | undefined;
type InOut = { readonly entry: number; readonly exit: number };

/** A cell that a spreadsheet would take for a formula is marked as text (OWASP, CSV injection). */
const plain = (text: string): string => (/^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text);

/** Figures as the spreadsheet of that language writes them: a point would make a date of 7.4 where the comma rules. */
const figureOf = (value: number, language: Language): string => {
  const text = String(Math.round(value * 10) / 10);
  return language === 'en' ? text : text.replace('.', ',');
};

/** RFC 4180 §2 quoting, with the semicolon that spreadsheets of the region split at. */
const print = (cell: Cell, language: Language): string => {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return figureOf(cell, language);
  const text = plain(cell);
  return /[;"\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const inOut = ({ entry, exit }: InOut): Cell[] => [entry, exit, entry + exit];

/** Rows of section, item, code, entry, exit, total, referred, refused, median seconds. */
const rowsOf = (tally: Tally, language: Language): Cell[][] => {
  const say = (label: TallyLabel): string => tallyLabel(label, language);
  const words = (
    section: TallyLabel,
    group: Parameters<typeof tallyWord>[0],
    rows: readonly (readonly [string, InOut])[],
  ) => rows.map(([word, row]) => [say(section), tallyWord(group, word, language), word, ...inOut(row)]);
  const figures = (section: TallyLabel, lines: readonly FigureLine[]): Cell[][] =>
    lines.map(([item, value]) => [say(section), say(item), undefined, undefined, undefined, value]);
  const bandRows = (section: TallyLabel, bands: readonly Band[] = []): Cell[][] =>
    bands.map(({ from, persons }, at) => [say(section), bandNames(bands)[at], from, undefined, undefined, persons]);
  const { period } = tally;
  const isDay = period.kind === 'days';
  return [
    [say(isDay ? 'days' : 'shift'), period.from, period.to],
    [say('post'), tally.posts.join(', ')],
    [say('zone'), tally.zone],
    [say('persons'), say('total'), undefined, ...inOut(tally.persons)],
    ...words(
      'outcome',
      'outcomes',
      tally.byOutcome.map((row) => [row.outcome, row]),
    ),
    ...tally.byCitizenship.map((row) => [
      say('citizenship'),
      findState(row.citizenship)?.name[language] ?? row.citizenship,
      row.citizenship,
      ...inOut(row),
    ]),
    ...words(
      'document',
      'documents',
      tally.byDocument.map((row) => [row.documentType, row]),
    ),
    ...words(
      'transport',
      'transports',
      tally.byTransport.map((row) => [row.transport, row]),
    ),
    ...words(
      'purpose',
      'purposes',
      tally.byPurpose.map((row) => [row.purpose, row]),
    ),
    ...words(
      'sex',
      'sexes',
      tally.bySex.map((row) => [row.sex, row]),
    ),
    ...(tally.byKind ?? []).map((row) => [
      say('kinds'),
      kindWords(row, language).join(' · '),
      [row.citizenship, row.documentType, row.transport, row.purpose].join(' '),
      ...inOut(row),
    ]),
    ...words(
      'vehicles',
      'transports',
      (tally.vehicles ?? []).map((row) => [row.transport, row]),
    ),
    ...(tally.byAge ?? []).map(({ from, M, F, X }) => [
      say('age'),
      `${from}–${from + 4}`,
      from,
      undefined,
      undefined,
      M + F + X,
    ]),
    ...bandRows('processing', tally.processing),
    ...bandRows('secondWait', tally.waiting),
    ...tally.byHour.map((row) => [say('hour'), `${String(row.hour).padStart(2, '0')}:00`, row.hour, ...inOut(row)]),
    ...tally.byDay.map((row) => [say('day'), row.day, row.day, ...inOut(row)]),
    ...tally.byPost.map((row) => [say('post'), row.post, row.post, ...inOut(row)]),
    ...tally.byOfficer.map((row) => [
      say('officer'),
      row.officer,
      row.officer,
      ...inOut(row),
      row.referred,
      row.refused,
      row.medianSeconds,
    ]),
    ...(tally.byLane ?? []).map((row) => [
      say('lane'),
      row.lane,
      row.post,
      ...inOut(row),
      row.referred,
      row.refused,
      row.medianSeconds,
    ]),
    ...tally.refusals.map(({ code, count }) => [
      say('refusals'),
      tallyWord('reasons', code, language),
      code,
      undefined,
      undefined,
      count,
    ]),
    ...figures('secondLine', secondLineLines(tally)),
    ...figures('records', recordLines(tally)),
    ...figures('vehicles', tally.withoutVehicle === undefined ? [] : [['withoutVehicle', tally.withoutVehicle]]),
    ...figures('queue', queueLines(tally)),
  ];
};

/** One row a figure and a comparison, the figure in the column of totals. */
const comparisonRows = ({ kind, period, figures }: Comparison, language: Language): Cell[][] =>
  comparedFigures.map((name) => [
    comparisonLabel(kind, period, language),
    tallyLabel(name, language),
    `${period.from}/${period.to}`,
    undefined,
    undefined,
    figures[name],
  ]);

const header = ['section', 'item', 'code', 'entry', 'exit', 'total', 'referred', 'refused', 'secondsEach'] as const;

/**
 * A tally as CSV that a spreadsheet opens by double click: byte-order mark, semicolons, CRLF, every row of the same width.
 * Dates are ISO 8601; figures are plain numbers.
 */
export const tallyCsv = (tally: Tally, language: Language, compared: readonly Comparison[] = []): string => {
  const rows: Cell[][] = [
    header.map((label) => tallyLabel(label, language)),
    ...rowsOf(tally, language),
    ...compared.flatMap((one) => comparisonRows(one, language)),
  ];
  const line = (row: readonly Cell[]): string => header.map((_, i) => print(row[i], language)).join(';');
  return `\uFEFF${rows.map(line).join('\r\n')}\r\n`;
};
