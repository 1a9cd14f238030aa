/** How a series is told from its neighbours without colour. */
export type Look = 'solid' | 'hatched' | 'dotted' | 'outlined';

/** A picture as data: drawn on the screen and on paper by the same description, read as a table by who cannot see it. */
export type Chart = {
  /** `bars` stand, `rows` lie, `pyramid` lies to both sides: the first series to the left. */
  readonly kind: 'bars' | 'rows' | 'pyramid' | 'lines';
  readonly categories: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly values: readonly number[];
    readonly look: Look;
    /** Series of one stack stand on each other. */
    readonly stack?: string;
  }[];
};

/** What it is drawn with; a font's name and size as the drawer knows them. */
export type ChartPaint = {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly ground: string;
  readonly font: string;
  readonly size: number;
  readonly print: (value: number) => string;
};

/** Stripes at 45°, and dots; lengths in pixels of the chart. */
const decals = {
  hatched: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 },
  dotted: {
    symbol: 'circle',
    dashArrayX: [
      [6, 6],
      [0, 6, 6, 0],
    ],
    dashArrayY: [6, 0],
    symbolSize: 0.7,
  },
} as const;

const filled = (look: Look, { ink, soft, ground }: ChartPaint) => ({
  color: look === 'solid' ? soft : ground,
  borderColor: look === 'outlined' ? soft : ink,
  borderWidth: 1,
  borderType: look === 'outlined' ? 'dashed' : 'solid',
  ...(look in decals && {
    decal: { ...decals[look as keyof typeof decals], color: soft, backgroundColor: ground },
  }),
});

const drawn = (look: Look, { ink, soft, ground }: ChartPaint, many: boolean) => ({
  showSymbol: !many,
  symbol: look === 'solid' ? 'circle' : 'emptyTriangle',
  symbolSize: 6,
  lineStyle: { color: look === 'solid' ? ink : soft, width: 2, type: look === 'solid' ? 'solid' : 'dashed' },
  itemStyle: { color: look === 'solid' ? ink : soft, borderColor: ground === ink ? soft : ink },
});

const manyPoints = 40;

/** The chart as an option of Apache ECharts, without motion and without anything that answers the pointer. */
export const chartOption = (chart: Chart, paint: ChartPaint): Record<string, unknown> => {
  const lying = chart.kind === 'rows' || chart.kind === 'pyramid';
  const text = { color: paint.ink, fontFamily: paint.font, fontSize: paint.size };
  const names = {
    type: 'category',
    data: [...chart.categories],
    // The youngest stand below, the most frequent above.
    inverse: chart.kind === 'rows',
    axisLine: { lineStyle: { color: paint.soft } },
    axisTick: { show: false },
    axisLabel: { ...text, hideOverlap: true },
  };
  const figures = {
    type: 'value',
    minInterval: 1,
    axisLabel: { ...text, hideOverlap: true, formatter: (value: number) => paint.print(Math.abs(value)) },
    splitLine: { lineStyle: { color: paint.line } },
  };
  const mirrored = (at: number, value: number): number => (chart.kind === 'pyramid' && at === 0 ? -value : value);
  return {
    animation: false,
    textStyle: { fontFamily: paint.font, fontSize: paint.size, color: paint.ink },
    legend: {
      left: 0,
      top: 0,
      selectedMode: false,
      itemWidth: 22,
      itemHeight: 12,
      itemStyle: { borderWidth: 1 },
      textStyle: text,
    },
    grid: { left: 4, right: 16, top: 34, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: lying ? figures : names,
    yAxis: lying ? names : figures,
    series: chart.series.map(({ name, values, look, stack }, at) => ({
      name,
      silent: true,
      type: chart.kind === 'lines' ? 'line' : 'bar',
      ...(chart.kind === 'lines'
        ? drawn(look, paint, values.length > manyPoints)
        : { itemStyle: filled(look, paint), barMaxWidth: 28, barGap: '10%' }),
      // Below and above zero stack by themselves, so that both sides of a pyramid stand on one line.
      ...(chart.kind === 'pyramid' ? { stack: 'sides' } : stack !== undefined && { stack }),
      data: values.map((value) => mirrored(at, value)),
    })),
  };
};
