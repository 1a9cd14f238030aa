import type { Content } from 'pdfmake';
import { tallyCharts } from '../../domain/tally-charts.ts';
import type { Tally } from '../../domain/tally-report.ts';
import type { Language } from '../../domain/tally-words.ts';
import { chartSvg } from './chart-svg.ts';
import { figurePrinter } from './paper-format.ts';

/** Points: between the margins of the sheet; four charts stand on one, the last of two small ones. */
const width = 484;
const gap = 12;
const half = (width - gap) / 2;
const heights = { bars: 116, lines: 110, rows: 148, pyramid: 170 } as const;

/** The charts of a tally on a sheet of their own behind the signatures: their figures all stand in the tables before. */
export const paperCharts = (tally: Tally, language: Language): Content[] => {
  if (tally.persons.total === 0) return [];
  const print = figurePrinter(language);
  const dayWord = (day: string): string => `${day.slice(8)}.${day.slice(5, 7)}`;
  const drawn = ({ title, chart }: ReturnType<typeof tallyCharts>[number], wide: number): Content => ({
    stack: [
      { text: title, bold: true, fontSize: 11, margin: [0, 0, 0, 2] },
      { svg: chartSvg(chart, { width: wide, height: heights[chart.kind], print }), width: wide },
    ],
  });
  const charts = tallyCharts(tally, language, dayWord);
  const small = charts.filter(({ isSmall }) => isSmall === true);
  const rows: Content[] = [
    ...charts.filter(({ isSmall }) => isSmall !== true).map((one) => drawn(one, width)),
    ...(small.length > 0 ? [{ columns: small.map((one) => drawn(one, half)), columnGap: gap }] : []),
  ];
  return rows.map((row, at) => ({
    ...(at === 0 && { pageBreak: 'before' as const }),
    unbreakable: true,
    stack: [row],
    margin: [0, 0, 0, 6],
  }));
};
