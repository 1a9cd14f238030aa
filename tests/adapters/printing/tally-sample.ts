import type { Tally } from '../../../src/domain/tally-report.ts';

const share = <K extends string>(key: K, words: readonly string[]) =>
  words.map(
    (word, i) =>
      ({ [key]: word, entry: 90 - i * 3, exit: 40 - i }) as Record<K, string> & { entry: number; exit: number },
  );

/** A full day of invented figures, long enough for three pages. */
export const sampleTally = (
  period: Tally['period'] = { kind: 'days', from: '2026-11-22', to: '2026-11-22' },
): Tally => ({
  period,
  posts: ['syrym'],
  zone: 'Asia/Oral',
  persons: { entry: 1874, exit: 1203, total: 3077 },
  byOutcome: [
    { outcome: 'admit', entry: 1850, exit: 1200 },
    { outcome: 'refer', entry: 4, exit: 1 },
    { outcome: 'refuse', entry: 20, exit: 2 },
  ],
  byCitizenship: share(
    'citizenship',
    'RUS KAZ UZB KGZ TJK BLR ARM AZE GEO DEU CHN TUR MNG UKR MDA LVA LTU EST POL FRA ITA ESP USA GBR IND IRN PAK KOR'.split(
      ' ',
    ),
  ),
  byDocument: share('documentType', ['internal-passport', 'passport', 'id-card', 'birth-certificate']),
  byTransport: share('transport', ['car', 'foot', 'bus', 'truck']),
  byPurpose: share('purpose', ['private', 'work', 'transit']),
  bySex: share('sex', ['F', 'M']),
  byHour: Array.from({ length: 24 }, (_, hour) => ({ hour, entry: hour * 3, exit: hour })),
  byDay: share('day', ['2026-11-22']),
  byOfficer: [
    { officer: '1001', entry: 900, exit: 600, referred: 12, refused: 7, medianSeconds: 7.4 },
    { officer: '1002', entry: 974, exit: 603, referred: 27, refused: 15, medianSeconds: 8.25 },
  ],
  byPost: share('post', ['syrym']),
  refusals: [
    { code: 'DOC_EXPIRED', count: 12 },
    { code: 'STAY_LIMIT', count: 10 },
  ],
  secondLine: { referred: 39, open: 5, medianMinutes: 14 },
  iins: 812,
  minors: 96,
  manual: 41,
  overrides: 17,
  corrections: 6,
  voided: 2,
  medianSeconds: 7.4,
  p90Seconds: 19.8,
});

/** Nobody crossed. */
export const emptyTally = (): Tally => ({
  ...sampleTally(),
  persons: { entry: 0, exit: 0, total: 0 },
  byOutcome: (['admit', 'refer', 'refuse'] as const).map((outcome) => ({ outcome, entry: 0, exit: 0 })),
  byCitizenship: [],
  byDocument: [],
  byTransport: [],
  byPurpose: [],
  bySex: [],
  byHour: Array.from({ length: 24 }, (_, hour) => ({ hour, entry: 0, exit: 0 })),
  byDay: [],
  byOfficer: [],
  byPost: [],
  refusals: [],
  secondLine: { referred: 0, open: 0 },
  medianSeconds: undefined,
  p90Seconds: undefined,
});
