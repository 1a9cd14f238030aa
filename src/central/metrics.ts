type Labels = Readonly<Record<string, string | number>>;

/** Upper bounds in seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const labelText = (labels: Labels): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${String(value).replace(/["\\\n]/g, '\\$&')}"`);
  return pairs.length ? `{${pairs.join(',')}}` : '';
};

export type Metrics = {
  count(name: string, by?: number, labels?: Labels): void;
  /** What a counter has come to, all its labels together. */
  total(name: string): number;
  observe(route: string, seconds: number): void;
  /** Prometheus text format 0.0.4, with gauges that are read at the moment of asking. */
  text(gauges: readonly { name: string; labels?: Labels; value: number }[]): string;
};

/** Counters and one histogram of this process. Labels are routes, codes and desks: never a person. */
export const createMetrics = (): Metrics => {
  const counters = new Map<string, Map<string, number>>();
  const routes = new Map<string, { counts: number[]; sum: number; total: number }>();
  const count: Metrics['count'] = (name, by = 1, labels = {}) => {
    const series = counters.get(name) ?? new Map<string, number>();
    counters.set(name, series);
    series.set(labelText(labels), (series.get(labelText(labels)) ?? 0) + by);
  };
  const histogram = (): string[] =>
    [...routes].flatMap(([route, { counts, sum, total }]) => [
      ...buckets.map((le, index) => `beket_request_seconds_bucket${labelText({ route, le })} ${counts[index] ?? 0}`),
      `beket_request_seconds_bucket${labelText({ route, le: '+Inf' })} ${total}`,
      `beket_request_seconds_sum${labelText({ route })} ${sum}`,
      `beket_request_seconds_count${labelText({ route })} ${total}`,
    ]);
  return {
    count,
    total: (name) => [...(counters.get(name)?.values() ?? [])].reduce((sum, one) => sum + one, 0),
    observe: (route, seconds) => {
      const seen = routes.get(route) ?? { counts: buckets.map(() => 0), sum: 0, total: 0 };
      routes.set(route, seen);
      buckets.forEach((bound, index) => {
        if (seconds <= bound) seen.counts[index] = (seen.counts[index] ?? 0) + 1;
      });
      seen.sum += seconds;
      seen.total += 1;
    },
    text: (gauges) => {
      const byName = Map.groupBy(gauges, ({ name }) => name);
      return [
        ...[...counters].flatMap(([name, series]) => [
          `# TYPE ${name} counter`,
          ...[...series].map(([labels, value]) => `${name}${labels} ${value}`),
        ]),
        ...[...byName].flatMap(([name, rows]) => [
          `# TYPE ${name} gauge`,
          ...rows.map(({ labels, value }) => `${name}${labelText(labels ?? {})} ${value}`),
        ]),
        ...(routes.size ? ['# TYPE beket_request_seconds histogram', ...histogram()] : []),
        '',
      ].join('\n');
    },
  };
};
