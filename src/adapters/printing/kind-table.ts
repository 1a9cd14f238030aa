import type { Content } from 'pdfmake';
import { kindWords } from '../../domain/tally-lines.ts';
import type { Tally } from '../../domain/tally-report.ts';
import { tallyLabel, type Language } from '../../domain/tally-words.ts';
import { figureTable } from './figure-table.ts';
import { figurePrinter } from './paper-format.ts';

/** Citizenship × document × transport × purpose: many rows, so they are small and run over as many pages as they need. */
export const kindTable = (kinds: NonNullable<Tally['byKind']>, language: Language): Content => ({
  fontSize: 8,
  stack: [
    { text: tallyLabel('kinds', language), bold: true, fontSize: 10, margin: [0, 4, 0, 4], headlineLevel: 1 },
    figureTable({
      head: (['citizenship', 'document', 'transport', 'purpose', 'entry', 'exit', 'total'] as const).map((label) =>
        tallyLabel(label, language),
      ),
      rows: kinds.map((kind) => [...kindWords(kind, language), kind.entry, kind.exit, kind.entry + kind.exit]),
      wordWidths: [92, '*', 88, 62],
      sum: tallyLabel('total', language),
      figureWidth: 30,
      lastWidth: 36,
      none: tallyLabel('none', language),
      print: figurePrinter(language),
    }),
  ],
});
