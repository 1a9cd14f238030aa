import type { Content } from 'pdfmake';
import { findState } from '../../domain/document/states.ts';
import type { Comparison } from '../../domain/tally-compare.ts';
import { queueLines, recordLines, secondLineLines, type FigureLine } from '../../domain/tally-lines.ts';
import type { Tally } from '../../domain/tally-report.ts';
import { tallyLabel, tallyWord } from '../../domain/tally-words.ts';
import type { Language, TallyLabel } from '../../domain/tally-words.ts';
import { bandNames, type Band } from '../../domain/time-bands.ts';
import { figureTable } from './figure-table.ts';
import { comparisonTable } from './comparison-table.ts';
import { kindTable } from './kind-table.ts';
import { figurePrinter, printDay, printInstant } from './paper-format.ts';

type InOut = { readonly entry: number; readonly exit: number };
type Row = readonly [label: string, row: InOut];

/** The tables of a tally, in the order they are read: what happened, who came, when, by whom, what was irregular. */
export const tallyTables = (tally: Tally, language: Language, compared: readonly Comparison[] = []): Content[] => {
  const say = (label: TallyLabel): string => tallyLabel(label, language);
  const print = figurePrinter(language);
  const base = { none: say('none'), print };
  const inOutHead = (first: TallyLabel): string[] => [say(first), say('entry'), say('exit'), say('total')];
  const narrow = (first: TallyLabel, rows: readonly Row[]): Content =>
    figureTable({
      ...base,
      head: inOutHead(first),
      rows: rows.map(([label, { entry, exit }]) => [label, entry, exit, entry + exit]),
      sum: say('total'),
      figureWidth: 32,
      lastWidth: 44,
    });
  const wide = (first: TallyLabel, rows: readonly Row[]): Content =>
    figureTable({
      ...base,
      head: inOutHead(first),
      rows: rows.map(([label, { entry, exit }]) => [label, entry, exit, entry + exit]),
      sum: say('total'),
    });
  const named = (group: Parameters<typeof tallyWord>[0], word: string, row: InOut): Row => [
    tallyWord(group, word, language),
    row,
  ];
  const plain = (first: string, rows: readonly (readonly [string, number | undefined])[], sum?: string): Content =>
    figureTable({ ...base, head: [first, say('number')], rows, ...(sum !== undefined && { sum }) });
  const lines = (all: readonly FigureLine[]) => all.map(([label, figure]) => [say(label), figure] as const);
  const vehicles = (tally.vehicles ?? []).map((row) => named('transports', row.transport, row));

  return [
    wide(
      'outcome',
      tally.byOutcome.map((row) => named('outcomes', row.outcome, row)),
    ),
    citizenships(tally, language),
    wide(
      'document',
      tally.byDocument.map((row) => named('documents', row.documentType, row)),
    ),
    beside(
      narrow(
        'transport',
        tally.byTransport.map((row) => named('transports', row.transport, row)),
      ),
      narrow(
        'purpose',
        tally.byPurpose.map((row) => named('purposes', row.purpose, row)),
      ),
    ),
    ...hours(tally, language),
    ...(tally.byDay.length > 1
      ? [
          wide(
            'day',
            tally.byDay.map((row): Row => [printDay(row.day, language), row]),
          ),
        ]
      : []),
    ...(tally.byPost.length > 1
      ? [
          wide(
            'post',
            tally.byPost.map((row): Row => [row.post, row]),
          ),
        ]
      : []),
    workers(
      'officer',
      tally.byOfficer.map((row) => ({ ...row, name: row.officer })),
      language,
    ),
    ...(tally.byLane
      ? [
          workers(
            'lane',
            tally.byLane.map((row) => ({ ...row, name: laneName(tally, row) })),
            language,
          ),
        ]
      : []),
    beside(
      narrow(
        'sex',
        tally.bySex.map((row) => named('sexes', row.sex, row)),
      ),
      plain(say('secondLine'), lines(secondLineLines(tally))),
    ),
    ...(tally.processing && tally.waiting
      ? [
          beside(
            plain(say('processing'), bandLines(tally.processing), say('total')),
            plain(say('secondWait'), bandLines(tally.waiting), say('total')),
          ),
        ]
      : []),
    ...(tally.vehicles ? [vehicleTable(narrow('vehicles', vehicles), tally, language)] : []),
    beside(
      plain(
        say('refusals'),
        tally.refusals.map(({ code, count }) => [tallyWord('reasons', code, language), count]),
        say('total'),
      ),
      plain(say('records'), lines(recordLines(tally))),
    ),
    ...(compared.length > 0 ? [comparisonTable(tally, compared, language)] : []),
    ...(tally.byKind ? [kindTable(tally.byKind, language)] : []),
  ];
};

const bandLines = (bands: readonly Band[]) =>
  bandNames(bands).map((name, at) => [name, bands[at]?.persons ?? 0] as const);

/** Two small tables on one height; they go to the next page together. */
const beside = (left: Content, right: Content): Content => ({
  columns: [
    { width: '*', stack: [left] },
    { width: '*', stack: [right] },
  ],
  columnGap: 16,
  unbreakable: true,
});

const citizenships = (tally: Tally, language: Language): Content =>
  figureTable({
    head: [
      '',
      tallyLabel('citizenship', language),
      ...(['entry', 'exit', 'total'] as const).map((word) => tallyLabel(word, language)),
    ],
    rows: tally.byCitizenship.map(({ citizenship, entry, exit }) => [
      citizenship,
      findState(citizenship)?.name[language] ?? '',
      entry,
      exit,
      entry + exit,
    ]),
    wordWidths: [34, '*'],
    sum: tallyLabel('total', language),
    none: tallyLabel('none', language),
    print: figurePrinter(language),
  });

/** Beside the vehicles stands the queue: when the longest run was is said below the figures. */
const vehicleTable = (vehicles: Content, tally: Tally, language: Language): Content => {
  const say = (label: TallyLabel): string => tallyLabel(label, language);
  const base = { none: say('none'), print: figurePrinter(language) };
  const rows = [...queueLines(tally), ['withoutVehicle', tally.withoutVehicle] as const];
  const { from, to } = tally.queue?.longest ?? {};
  const when =
    from === undefined || to === undefined
      ? []
      : [`${say('runTime')}: ${printInstant(from, tally.zone, language)} – ${printInstant(to, tally.zone, language)}`];
  const queue = figureTable({
    ...base,
    head: [say('queue'), say('number')],
    rows: rows.map(([label, figure]) => [say(label), figure]),
  });
  return beside(vehicles, { stack: [queue, { text: when.join(' '), fontSize: 7.5, margin: [0, -9, 0, 13] }] });
};

const laneName = ({ posts }: Tally, { post, lane }: { post: string; lane: string }): string =>
  posts.length > 1 ? `${post} ${lane}` : lane;

type Worked = Omit<Tally['byOfficer'][number], 'officer'> & { readonly name: string };

/** What each officer or each lane did. */
const workers = (first: 'officer' | 'lane', rows: readonly Worked[], language: Language): Content =>
  figureTable({
    head: ([first, 'entry', 'exit', 'total', 'referred', 'refused', 'secondsEach'] as const).map((word) =>
      tallyLabel(word, language),
    ),
    rows: rows.map(({ name, entry, exit, referred, refused, medianSeconds }) => [
      name,
      entry,
      exit,
      entry + exit,
      referred,
      refused,
      medianSeconds,
    ]),
    sum: tallyLabel('total', language),
    sumTo: 6,
    none: tallyLabel('none', language),
    print: figurePrinter(language),
  });

/** The day in two blocks of twelve hours, hours as columns: 24 rows would take half a page. */
const hours = (tally: Tally, language: Language): Content[] =>
  [0, 12].map((from) => {
    const block = tally.byHour.filter(({ hour }) => hour >= from && hour < from + 12);
    const row = (label: 'entry' | 'exit', value: (one: InOut) => number) => {
      const figures = block.map(value);
      return [tallyLabel(label, language), ...figures, figures.reduce((all, one) => all + one, 0)];
    };
    return figureTable({
      head: [
        tallyLabel('hour', language),
        ...block.map(({ hour }) => String(hour).padStart(2, '0')),
        tallyLabel('total', language),
      ],
      rows: [row('entry', ({ entry }) => entry), row('exit', ({ exit }) => exit)],
      sum: tallyLabel('total', language),
      figureWidth: 22,
      lastWidth: 46,
      none: tallyLabel('none', language),
      print: figurePrinter(language),
    });
  });
