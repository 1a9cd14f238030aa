import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { chartOption, type Chart } from '../../domain/chart.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);

const textPixels = 14;

/** Draws into the element in the colours of the theme; whoever asks disposes of it. */
export const openChart = (element: HTMLElement): EChartsType => init(element, undefined, { renderer: 'svg' });

export const drawChart = (drawing: EChartsType, chart: Chart, print: (value: number) => string): void => {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const rem = Number.parseFloat(style.fontSize) / 16;
  drawing.resize();
  drawing.setOption(
    chartOption(chart, {
      ink: token('--ink'),
      soft: token('--ink-soft'),
      line: token('--line'),
      ground: token('--surface-2'),
      font: token('--font'),
      size: Math.round(textPixels * rem),
      print,
    }),
    { notMerge: true },
  );
};
