import { computed, type ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { CallOutput } from '../../contract/station.ts';
import type { Chart } from '../../domain/chart.ts';
import { bandNames } from '../../domain/time-bands.ts';
import { useFormat } from '../i18n/format.ts';

type Told<N extends 'dayPicture' | 'pictures' | 'dayTrend'> = ShallowRef<CallOutput<N> | undefined>;

const mostStates = 12;
const hourWord = (hour: number): string => String(hour).padStart(2, '0');

/** The station's figures as charts, in the words of the page. */
export const usePictureCharts = (day: Told<'dayPicture'>, figures: Told<'pictures'>, trend: Told<'dayTrend'>) => {
  const { t } = useI18n();
  const format = useFormat();

  const hours = computed((): Chart | undefined => {
    if (!day.value) return undefined;
    const { counted, forecast } = day.value;
    const ahead = (way: 'entry' | 'exit') =>
      forecast && {
        name: t(`pictures.ahead.${way}`),
        values: forecast[way].map((persons, hour) => Math.max(0, persons - (counted[way][hour] ?? 0))),
        look: 'outlined' as const,
        stack: way,
      };
    const ways = (['entry', 'exit'] as const).flatMap((way) => [
      {
        name: t(`tally.${way}`),
        values: counted[way],
        look: way === 'entry' ? ('solid' as const) : ('hatched' as const),
        stack: way,
      },
      ...[ahead(way) ?? []].flat(),
    ]);
    return { kind: 'bars', categories: counted.entry.map((_, hour) => hourWord(hour)), series: ways };
  });

  const trendChart = computed((): Chart | undefined => {
    if (!trend.value) return undefined;
    const { rows, by } = trend.value;
    const name = (from: string): string => (by === 'month' ? format.shortDay(from).slice(3) : format.shortDay(from));
    return {
      kind: 'lines',
      categories: rows.map(({ from }) => name(from)),
      series: [
        { name: t('tally.entry'), values: rows.map(({ entry }) => entry), look: 'solid' },
        { name: t('tally.exit'), values: rows.map(({ exit }) => exit), look: 'hatched' },
      ],
    };
  });

  const citizenship = computed((): Chart | undefined => {
    if (!figures.value) return undefined;
    const all = figures.value.byCitizenship;
    const rest = all.slice(mostStates);
    const others = {
      entry: rest.reduce((sum, { entry }) => sum + entry, 0),
      exit: rest.reduce((sum, { exit }) => sum + exit, 0),
    };
    const rows = [
      ...all.slice(0, mostStates).map((row) => ({ ...row, name: format.stateName(row.citizenship) })),
      ...(rest.length > 0 ? [{ ...others, name: t('pictures.others', { n: rest.length }) }] : []),
    ];
    return {
      kind: 'rows',
      categories: rows.map(({ name }) => name),
      series: [
        { name: t('tally.entry'), values: rows.map(({ entry }) => entry), look: 'solid' },
        { name: t('tally.exit'), values: rows.map(({ exit }) => exit), look: 'hatched' },
      ],
    };
  });

  const ages = computed((): Chart | undefined => {
    if (!figures.value) return undefined;
    const bands = figures.value.ages;
    const last = bands.length - 1;
    return {
      kind: 'pyramid',
      categories: bands.map(({ from }, at) => (at === last ? `${from}+` : `${from}–${from + 4}`)),
      series: [
        { name: t('sex.M'), values: bands.map(({ M }) => M), look: 'solid' },
        { name: t('sex.F'), values: bands.map(({ F }) => F), look: 'hatched' },
        ...(bands.some(({ X }) => X > 0)
          ? [{ name: t('sex.X'), values: bands.map(({ X }) => X), look: 'dotted' as const }]
          : []),
      ],
    };
  });

  const banded = (which: 'processing' | 'waiting') =>
    computed((): Chart | undefined => {
      const bands = figures.value?.[which];
      return (
        bands && {
          kind: 'bars',
          categories: bandNames(bands),
          series: [{ name: t('shift.persons'), values: bands.map(({ persons }) => persons), look: 'solid' }],
        }
      );
    });
  return {
    hours,
    trend: trendChart,
    citizenship,
    ages,
    processing: banded('processing'),
    waiting: banded('waiting'),
  };
};
