import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, setPlatformAPI, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { chartOption, type Chart } from '../../domain/chart.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);

/** Widths of Noto Sans in units of its size: there is no page to measure on, and half a letter more does no harm. */
const emOf = (character: string): number =>
  /[ilj.,:;'| ]/.test(character)
    ? 0.28
    : /[0-9]/.test(character)
      ? 0.572
      : /[A-ZА-ЯШЩЮЖМФшщюжмфmwMW]/.test(character)
        ? 0.75
        : 0.57;
setPlatformAPI({
  measureText: (text, font = '12px') => {
    const size = Number(/(\d+(?:\.\d+)?)px/.exec(font)?.[1] ?? 12);
    return { width: [...text].reduce((sum, character) => sum + emOf(character) * size, 0) };
  },
});

/** Black, white and stripes: it copies and faxes well. */
const paper = { ink: '#000', soft: '#000', line: '#bbb', ground: '#fff', font: 'NotoSans', size: 9 } as const;

/** The chart as SVG text, as wide and high as it will stand on the paper, in points. */
export const chartSvg = (
  chart: Chart,
  { width, height, print }: { width: number; height: number; print: (value: number) => string },
): string => {
  const drawing = init(undefined, undefined, { renderer: 'svg', ssr: true, width, height });
  try {
    drawing.setOption(chartOption(chart, { ...paper, print }));
    return drawing.renderToSVGString();
  } finally {
    drawing.dispose();
  }
};
