import type { Content } from 'pdfmake';
import { tallyCharts } from '../../domain/tally-charts.ts';
import type { Tally } from '../../domain/tally-report.ts';
import type { Language } from '../../domain/tally-words.ts';
import { chartSvg } from './chart-svg.ts';
import { figurePrinter } from './paper-format.ts';

/** Points: between the margins of the sheet; four charts stand on one. */
const width = 484;
const heights = { bars: 116, lines: 110, rows: 148, pyramid: 170 } as const;

/** The charts of a tally on a sheet of their own behind the signatures: their figures all stand in the tables before. */
export const paperCharts = (tally: Tally, language: Language): Content[] => {
  if (tally.persons.total === 0) return [];
  const print = figurePrinter(language);
  const dayWord = (day: string): string => `${day.slice(8)}.${day.slice(5, 7)}`;
  return tallyCharts(tally, language, dayWord).map(({ title, chart }, at) => ({
    ...(at === 0 && { pageBreak: 'before' as const }),
    unbreakable: true,
    stack: [
      { text: title, bold: true, fontSize: 11, margin: [0, 0, 0, 2] },
      { svg: chartSvg(chart, { width, height: heights[chart.kind], print }), width },
    ],
    margin: [0, 0, 0, 6],
  }));
};
