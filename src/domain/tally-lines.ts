import { findState } from './document/states.ts';
import type { Comparison } from './tally-compare.ts';
import type { Period, Tally } from './tally-report.ts';
import { tallyLabel, tallyWord, type Language, type TallyLabel } from './tally-words.ts';

/** Percent of the records whose document was typed by hand, to one decimal; missing where nobody crossed. */
export const manualShare = ({ manual, persons }: Tally): number | undefined =>
  persons.total === 0 ? undefined : Math.round((manual / persons.total) * 1000) / 10;

type Kind = NonNullable<Tally['byKind']>[number];

/** Citizenship, document, transport and purpose in words. */
export const kindWords = (kind: Kind, language: Language): [string, string, string, string] => [
  findState(kind.citizenship)?.name[language] ?? kind.citizenship,
  tallyWord('documents', kind.documentType, language),
  tallyWord('transports', kind.transport, language),
  tallyWord('purposes', kind.purpose, language),
];

const isOneDay = ({ kind, from, to }: Period): boolean => kind === 'shift' || from === to;

const counted = (label: TallyLabel, figure: number | undefined): FigureLine[] =>
  figure === undefined ? [] : [[label, figure]];

/** What a comparison is called. `period` is the one compared with. */
export const comparisonLabel = (kind: Comparison['kind'], period: Period, language: Language): string => {
  const before: TallyLabel = isOneDay(period) ? 'dayBefore' : 'daysBefore';
  const labels = { before, 'week-before': 'weekBefore', 'same-weekday': 'sameWeekday' } as const;
  return tallyLabel(labels[kind], language);
};

/** How a figure differs from what it is held against: `+12 %`, `−3 %`; empty where nothing can be said. */
export const changeText = (now: number | undefined, then: number | undefined): string => {
  if (now === undefined || then === undefined || then === 0) return '';
  const percent = Math.round((now / then - 1) * 100);
  return `${percent > 0 ? '+' : percent < 0 ? '−' : '±'}${Math.abs(percent)} %`;
};

export type FigureLine = readonly [label: TallyLabel, figure: number | undefined];

/** Single figures, in the order they are read; what a tally signed earlier did not count is left out. */
export const recordLines = (tally: Tally): FigureLine[] => [
  ...counted('overstays', tally.overstays),
  ...counted('forged', tally.forged),
  ['minors', tally.minors],
  ['iins', tally.iins],
  ['manual', tally.manual],
  ['manualShare', manualShare(tally)],
  ['overrides', tally.overrides],
  ['rebuttals', tally.rebuttals ?? 0],
  ['corrections', tally.corrections],
  ['voided', tally.voided],
  ['medianSeconds', tally.medianSeconds],
  ['p90Seconds', tally.p90Seconds],
];

export const queueLines = ({ queue }: Tally): FigureLine[] =>
  queue
    ? [
        ['waited', queue.waited],
        ['longestRun', queue.longest?.persons ?? 0],
        ['waiting', queue.longest?.waiting ?? 0],
      ]
    : [];

export const secondLineLines = ({ secondLine }: Tally): FigureLine[] => [
  ['referred', secondLine.referred],
  ['stillOpen', secondLine.open],
  ['minutesEach', secondLine.medianMinutes],
];
