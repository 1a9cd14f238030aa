import { findState } from '../../src/domain/document/states.ts';
import { tallyLabel, tallyWord, type Language, type TallyLabel } from '../../src/domain/tally-words.ts';
import type { RawCounts } from './raw-counts.ts';

export type Line = readonly (string | number | null | undefined)[];

/** Every row the paper must bear, in one language, from SQL's counts alone. */
export const linesOf = (expected: ReturnType<RawCounts>, language: Language): Line[] => {
  const say = (label: TallyLabel): string => tallyLabel(label, language);
  const word = (group: Parameters<typeof tallyWord>[0], code: unknown) => tallyWord(group, String(code), language);
  const state = (code: unknown): string => findState(String(code))?.name[language] ?? String(code);
  type Counted = { entry?: unknown; exit?: unknown };
  const sums = ({ entry, exit }: Counted): number[] => [Number(entry), Number(exit), Number(entry) + Number(exit)];
  const { secondLine } = expected;
  const banded = (bands: readonly { from: number; persons: number }[]): Line[] =>
    bands.map(({ from, persons }, at) => {
      const next = bands[at + 1];
      return [next ? `${from}–${next.from}` : `${from}+`, persons];
    });
  return [
    ...expected.byOutcome.map((row) => [word('outcomes', row.outcome), ...sums(row)]),
    ...expected.byCitizenship.map((row) => [row['citizenship'], state(row['citizenship']), ...sums(row)]),
    ...expected.byDocument.map((row) => [word('documents', row['documentType']), ...sums(row)]),
    ...expected.byTransport.map((row) => [word('transports', row['transport']), ...sums(row)]),
    ...expected.byPurpose.map((row) => [word('purposes', row['purpose']), ...sums(row)]),
    ...expected.bySex.map((row) => [word('sexes', row['sex']), ...sums(row)]),
    ...expected.vehicles.map((row) => [word('transports', row['transport']), ...sums(row)]),
    ...expected.byKind.map((row) => [
      state(row['citizenship']),
      word('documents', row['documentType']),
      word('transports', row['transport']),
      word('purposes', row['purpose']),
      ...sums(row),
    ]),
    ...expected.byOfficer.map((row) => [
      row['officer'],
      ...sums(row),
      row['referred'],
      row['refused'],
      row['medianSeconds'],
    ]),
    ...expected.byLane.map((row) => [row['lane'], ...sums(row), row['referred'], row['refused'], row['medianSeconds']]),
    ...expected.refusals.map((row) => [word('reasons', row['code']), row['count']]),
    ...banded(expected.processing),
    ...banded(expected.waiting),
    [say('referred'), secondLine.referred],
    [say('stillOpen'), secondLine.open],
    [say('minutesEach'), secondLine.medianMinutes],
    ...(
      [
        ...([
          'overstays',
          'forged',
          'minors',
          'iins',
          'manual',
          'manualShare',
          'overrides',
          'rebuttals',
          'corrections',
        ] as const),
        ...(['voided', 'medianSeconds', 'p90Seconds', 'waited', 'longestRun', 'withoutVehicle'] as const),
      ] as const
    ).map((name) => [say(name), expected[name]]),
    [say('total'), ...sums(expected.persons)],
    ...([0, 12] as const).flatMap((first) =>
      (['entry', 'exit'] as const).map((direction) => {
        const hours = expected.byHour.slice(first, first + 12).map((row) => row[direction]);
        return [say(direction), ...hours, hours.reduce((sum, one) => sum + one, 0)];
      }),
    ),
  ];
};
