import type { Chart } from './chart.ts';
import { findState } from './document/states.ts';
import type { Tally } from './tally-report.ts';
import { tallyLabel, tallyWord, type Language, type TallyLabel } from './tally-words.ts';
import { bandNames, type Band } from './time-bands.ts';

type InOut = { readonly entry: number; readonly exit: number };

const mostStates = 10;

/** What a tally says, as charts: the figures are those that were signed, so a tally of before has fewer of them. */
export const tallyCharts = (
  tally: Tally,
  language: Language,
  dayWord: (day: string) => string,
): { readonly title: string; readonly chart: Chart; readonly isSmall?: boolean }[] => {
  const ways = (rows: readonly InOut[]): Chart['series'] => [
    { name: tallyLabel('entry', language), values: rows.map(({ entry }) => entry), look: 'solid' },
    { name: tallyLabel('exit', language), values: rows.map(({ exit }) => exit), look: 'hatched' },
  ];
  const hours: Chart = {
    kind: 'bars',
    categories: tally.byHour.map(({ hour }) => String(hour).padStart(2, '0')),
    series: ways(tally.byHour),
  };
  const days: Chart = {
    kind: 'lines',
    categories: tally.byDay.map(({ day }) => dayWord(day)),
    series: ways(tally.byDay),
  };
  const most = tally.byCitizenship.slice(0, mostStates);
  const states: Chart = {
    kind: 'rows',
    categories: most.map(({ citizenship }) => findState(citizenship)?.name[language] ?? citizenship),
    series: ways(most),
  };
  const times = (title: TallyLabel, of: readonly Band[] | undefined) =>
    of?.some(({ persons }) => persons > 0)
      ? [
          {
            title: tallyLabel(title, language),
            isSmall: true,
            chart: {
              kind: 'bars',
              categories: bandNames(of),
              series: [
                { name: tallyLabel('persons', language), values: of.map(({ persons }) => persons), look: 'solid' },
              ],
            } satisfies Chart,
          },
        ]
      : [];
  const bands = tally.byAge ?? [];
  const ages: Chart = {
    kind: 'pyramid',
    categories: bands.map(({ from }) => `${from}–${from + 4}`),
    series: (['M', 'F', 'X'] as const)
      .filter((sex) => sex !== 'X' || bands.some(({ X }) => X > 0))
      .map((sex, at) => ({
        name: tallyWord('sexes', sex, language),
        values: bands.map((band) => band[sex]),
        look: (['solid', 'hatched', 'dotted'] as const)[at] ?? 'solid',
      })),
  };
  return [
    { title: tallyLabel('hour', language), chart: hours },
    ...(tally.byDay.length > 2 ? [{ title: tallyLabel('day', language), chart: days }] : []),
    { title: tallyLabel('citizenship', language), chart: states },
    ...(bands.length > 0
      ? [{ title: `${tallyLabel('age', language)}, ${tallyLabel('sex', language)}`, chart: ages }]
      : []),
    ...times('processing', tally.processing),
    ...times('secondWait', tally.waiting),
  ];
};
