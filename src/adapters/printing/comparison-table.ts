import type { Content } from 'pdfmake';
import { comparedFigures, figuresOf, type Comparison } from '../../domain/tally-compare.ts';
import { changeText, comparisonLabel } from '../../domain/tally-lines.ts';
import type { Tally } from '../../domain/tally-report.ts';
import { tallyLabel, type Language } from '../../domain/tally-words.ts';
import { figureTable } from './figure-table.ts';
import { figurePrinter } from './paper-format.ts';

/** The figures beside those of other days, each with how far it is off. */
export const comparisonTable = (tally: Tally, compared: readonly Comparison[], language: Language): Content => {
  const own = figuresOf(tally);
  const print = figurePrinter(language);
  const beside = (now: number | undefined, then: number | undefined): string =>
    then === undefined ? '' : `${print(then)}  ${changeText(now, then)}`.trimEnd();
  return figureTable({
    head: [
      tallyLabel('compared', language),
      tallyLabel('thisPeriod', language),
      ...compared.map(({ kind, period }) => comparisonLabel(kind, period, language)),
    ],
    rows: comparedFigures.map((name) => [
      tallyLabel(name, language),
      own[name],
      ...compared.map(({ figures }) => beside(own[name], figures[name])),
    ]),
    figureWidth: 80,
    none: tallyLabel('none', language),
    print,
  });
};
