import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createPrinter } from '../adapters/printing/printer.ts';
import { loadRules } from '../adapters/rule-files.ts';
import { compare, type Comparison } from '../domain/tally-compare.ts';
import { tallyCsv } from '../domain/tally-csv.ts';
import type { Period, Tally } from '../domain/tally-report.ts';
import { tallySheets } from '../domain/tally-sheets.ts';
import { tally } from '../domain/tally.ts';
import type { Post } from '../domain/post.ts';
import type { Command } from './command.ts';
import { exitCodes, printLine, say, UsageError } from './output.ts';
import { resourceFolder } from './places.ts';
import { withData } from './with-data.ts';

const text = { type: 'string' } as const;
const options = {
  ...{ data: text, day: text, to: text, from: text, until: text, file: text },
  format: { type: 'string', default: 'json' },
  language: { type: 'string', default: 'en' },
  compare: { type: 'boolean', default: false },
} as const;
const languages = ['kk', 'ru', 'en'] as const;
const formats = ['json', 'csv', 'xlsx', 'pdf'] as const;

const isDay = (given: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(Date.parse(given));
const oneOf = <T extends string>(words: readonly T[], given: string, name: string): T => {
  const found = words.find((word) => word === given);
  if (found === undefined) throw new UsageError(`--${name} is one of ${words.join(', ')}.`);
  return found;
};

/** Days from `--day` to `--to`, or the instants `--from` and `--until` of a shift. */
const periodOf = (given: { day?: string; to?: string; from?: string; until?: string }): Period => {
  const { day, to = day, from, until } = given;
  if (from !== undefined && until !== undefined && day === undefined) {
    const [first, end] = [Date.parse(from), Date.parse(until)];
    if (!(first < end)) throw new UsageError('--from and --until are instants such as 2026-11-22T15:00:00Z, in order.');
    return { kind: 'shift', from: new Date(first).toISOString(), to: new Date(end).toISOString() };
  }
  if (!day || !to) throw new UsageError('Name the day with --day, or a shift with --from and --until.');
  if (!isDay(day) || !isDay(to)) throw new UsageError('A day is written YYYY-MM-DD.');
  return { kind: 'days', from: day, to };
};

type Made = { readonly report: Tally; readonly compared: Comparison[]; readonly post: Post; readonly station: string };
type Wanted = { readonly format: (typeof formats)[number]; readonly language: (typeof languages)[number] };

const bytesOf = async (made: Made, { format, language }: Wanted): Promise<string | Uint8Array> => {
  const { report, compared, post, station } = made;
  if (format === 'csv') return tallyCsv(report, language, compared);
  if (format === 'json')
    return `${JSON.stringify({ beket: 'tally', version: 1, station, tally: report, compared }, undefined, 1)}\n`;
  const printer = createPrinter();
  if (format === 'xlsx')
    return printer.workbook(tallySheets(report, post.name[language], language, compared), post.zone);
  const heading = { post: post.name[language], station, officer: '', printedAt: new Date().toISOString(), compared };
  return printer.tallyPdf(report, heading, language);
};

export const tallyCommand: Command = {
  usage:
    'tally --data DIR --day YYYY-MM-DD [--to YYYY-MM-DD] | --from INSTANT --until INSTANT [--compare]\n' +
    '      [--file FILE --format json|csv|xlsx|pdf --language kk|ru|en]',
  about:
    "Prints the tally of a desk's day, of the days from --day to --to, or of a shift, as one line; with --compare also the\n" +
    '      figures of the day before, the week before and the same weekday. --file writes it for a spreadsheet or a printer.',
  run: async (args) => {
    const { values } = parseArgs({ args: [...args], options });
    const period = periodOf(values);
    const wanted = {
      format: oneOf(formats, values.format, 'format'),
      language: oneOf(languages, values.language, 'language'),
    };
    if (!values.data) throw new UsageError('Name the data folder with --data.');
    return withData(values.data, async ({ store, log }) => {
      const config = store.config();
      const post = loadRules(resourceFolder)
        .posts()
        .find(({ id }) => id === config?.post);
      if (!post || !config) {
        say('This folder holds no desk yet. Start the desk once, or fill the folder with: beket seed');
        return exitCodes.wrong;
      }
      const count = (one: Period): Tally => tally(log.crossingsOf(one), one, { zone: post.zone, posts: [post.id] });
      const report = count(period);
      const isCompared = values.compare || values.file !== undefined;
      const compared = isCompared ? compare(period, post.zone, count) : [];
      if (values.file === undefined) {
        printLine(values.compare ? { ...report, compared } : report);
        return exitCodes.done;
      }
      const bytes = await bytesOf({ report, compared, post, station: config.stationId }, wanted);
      writeFileSync(values.file, bytes);
      printLine({
        file: values.file,
        format: wanted.format,
        persons: report.persons.total,
        bytes: Buffer.byteLength(bytes),
      });
      return exitCodes.done;
    });
  },
};
