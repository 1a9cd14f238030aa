import { findState } from './document/states.ts';
import { comparedFigures, figuresOf, type Comparison } from './tally-compare.ts';
import {
  comparisonLabel,
  kindWords,
  queueLines,
  recordLines,
  secondLineLines,
  type FigureLine,
} from './tally-lines.ts';
import type { Tally } from './tally-report.ts';
import { tallyLabel, tallyWord, type Language, type TallyLabel } from './tally-words.ts';
import { bandNames, type Band } from './time-bands.ts';

/** A date as a date: a local day, or an instant to be shown as the post's clock says it. */
export type DatedCell = { readonly day: string } | { readonly instant: string };
export type SheetCell = string | number | DatedCell | undefined;
export type Sheet = {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly SheetCell[])[];
};

type InOut = { readonly entry: number; readonly exit: number };
const inOut = ({ entry, exit }: InOut): number[] => [entry, exit, entry + exit];

const summary = (tally: Tally, post: string, language: Language): Sheet => {
  const say = (label: TallyLabel): string => tallyLabel(label, language);
  const { period } = tally;
  const ends = [period.from, period.to].map((end) => (period.kind === 'days' ? { day: end } : { instant: end }));
  const lines: readonly FigureLine[] = [
    ['entry', tally.persons.entry],
    ['exit', tally.persons.exit],
    ['total', tally.persons.total],
    ...recordLines(tally),
    ...secondLineLines(tally),
    ...(tally.withoutVehicle === undefined ? [] : [['withoutVehicle', tally.withoutVehicle] as const]),
    ...queueLines(tally),
  ];
  const { from, to } = tally.queue?.longest ?? {};
  return {
    name: say('persons'),
    head: [say('item'), say('number'), ''],
    rows: [
      [say('post'), post],
      [say(period.kind === 'days' ? 'days' : 'shift'), ...ends],
      [say('zone'), tally.zone],
      ...lines.map(([label, figure]) => [say(label), figure]),
      ...(from !== undefined && to !== undefined ? [[say('runTime'), { instant: from }, { instant: to }]] : []),
    ],
  };
};

/** Counts by one word, all in one sheet, so that a pivot table takes them as they are. */
const byWord = (tally: Tally, language: Language): Sheet => {
  const say = (label: TallyLabel): string => tallyLabel(label, language);
  const words = (
    section: TallyLabel,
    group: Parameters<typeof tallyWord>[0],
    rows: readonly (readonly [string, InOut])[],
  ): SheetCell[][] => rows.map(([word, row]) => [say(section), tallyWord(group, word, language), word, ...inOut(row)]);
  return {
    name: say('item'),
    head: (['section', 'item', 'code', 'entry', 'exit', 'total'] as const).map(say),
    rows: [
      ...words(
        'outcome',
        'outcomes',
        tally.byOutcome.map((row) => [row.outcome, row]),
      ),
      ...tally.byCitizenship.map((row): SheetCell[] => [
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
      ...words(
        'vehicles',
        'transports',
        (tally.vehicles ?? []).map((row) => [row.transport, row]),
      ),
      ...tally.refusals.map(({ code, count }): SheetCell[] => [
        say('refusals'),
        tallyWord('reasons', code, language),
        code,
        undefined,
        undefined,
        count,
      ]),
    ],
  };
};

const kinds = (tally: Tally, language: Language): Sheet => ({
  name: tallyLabel('citizenship', language),
  head: (['code', 'citizenship', 'document', 'transport', 'purpose', 'entry', 'exit', 'total'] as const).map((label) =>
    tallyLabel(label, language),
  ),
  rows: (tally.byKind ?? []).map((row) => [row.citizenship, ...kindWords(row, language), ...inOut(row)]),
});

const times = (tally: Tally, language: Language): Sheet[] => {
  const head = (first: TallyLabel): string[] =>
    ([first, 'entry', 'exit', 'total'] as const).map((label) => tallyLabel(label, language));
  return [
    {
      name: tallyLabel('day', language),
      head: head('day'),
      rows: tally.byDay.map((row) => [{ day: row.day }, ...inOut(row)]),
    },
    {
      name: tallyLabel('hour', language),
      head: head('hour'),
      rows: tally.byHour.map((row) => [row.hour, ...inOut(row)]),
    },
  ];
};

const work = (tally: Tally, language: Language): Sheet => {
  type Worked = Tally['byOfficer'][number];
  const say = (label: TallyLabel): string => tallyLabel(label, language);
  const done = (row: Omit<Worked, 'officer'>): SheetCell[] => [
    ...inOut(row),
    row.referred,
    row.refused,
    row.medianSeconds,
  ];
  return {
    name: say('officer'),
    head: (['section', 'code', 'post', 'entry', 'exit', 'total', 'referred', 'refused', 'secondsEach'] as const).map(
      say,
    ),
    rows: [
      ...tally.byOfficer.map((row) => [say('officer'), row.officer, undefined, ...done(row)]),
      ...(tally.byLane ?? []).map((row) => [say('lane'), row.lane, row.post, ...done(row)]),
    ],
  };
};

const ages = (tally: Tally, language: Language): Sheet => ({
  name: tallyLabel('age', language),
  head: [
    tallyLabel('age', language),
    ...(['M', 'F', 'X'] as const).map((sex) => tallyWord('sexes', sex, language)),
    tallyLabel('total', language),
  ],
  rows: (tally.byAge ?? []).map(({ from, M, F, X }) => [from, M, F, X, M + F + X]),
});

const bands = (tally: Tally, language: Language): Sheet => {
  const rowsOf = (label: TallyLabel, of: readonly Band[] = []): SheetCell[][] =>
    of.map(({ from, persons }, at) => [tallyLabel(label, language), bandNames(of)[at], from, persons]);
  return {
    name: tallyLabel('processing', language).replace(/,.*/, ''),
    head: (['section', 'item', 'code', 'persons'] as const).map((label) => tallyLabel(label, language)),
    rows: [...rowsOf('processing', tally.processing), ...rowsOf('secondWait', tally.waiting)],
  };
};

const comparison = (tally: Tally, compared: readonly Comparison[], language: Language): Sheet => {
  const own = figuresOf(tally);
  return {
    name: tallyLabel('compared', language),
    head: [
      tallyLabel('item', language),
      tallyLabel('thisPeriod', language),
      ...compared.map(({ kind, period }) => comparisonLabel(kind, period, language)),
    ],
    rows: comparedFigures.map((name) => [
      tallyLabel(name, language),
      own[name],
      ...compared.map(({ figures }) => figures[name]),
    ]),
  };
};

/** The tally as sheets of a workbook: figures as figures, dates as dates, one table a sheet with its heads in the first row. */
export const tallySheets = (
  tally: Tally,
  post: string,
  language: Language,
  compared: readonly Comparison[] = [],
): Sheet[] => [
  summary(tally, post, language),
  byWord(tally, language),
  kinds(tally, language),
  ...times(tally, language),
  work(tally, language),
  ages(tally, language),
  bands(tally, language),
  ...(compared.length > 0 ? [comparison(tally, compared, language)] : []),
];
