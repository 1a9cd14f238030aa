import type { Content } from 'pdfmake';
import { proofLabel } from '../../domain/proof-words.ts';
import type { Supplement } from '../../domain/signed-tally.ts';
import type { Tally } from '../../domain/tally-report.ts';
import { tallyLabel, type Language } from '../../domain/tally-words.ts';
import { figureTable } from './figure-table.ts';
import { figurePrinter, printInstant } from './paper-format.ts';

const kinds = ['correction', 'void', 'resolution', 'refusal-served'] as const;
const kindWord = (kind: string, language: Language): string => {
  const known = kinds.find((one) => one === kind);
  return known ? proofLabel(known, language) : kind;
};

/** What was corrected after the closing, dated, below the frozen figures; and what the totals would be now. */
export const supplementContent = (
  { at, changes, tally: figures }: Supplement,
  frozen: Tally,
  language: Language,
): Content[] => {
  const now = figures as unknown as Tally;
  const base = { none: tallyLabel('none', language), print: figurePrinter(language) };
  const when = (instant: string): string => printInstant(instant, frozen.zone, language);
  const totals = (['entry', 'exit', 'total'] as const).map((word) => [
    tallyLabel(word, language),
    frozen.persons[word],
    now.persons[word],
  ]);
  const head = (['entry', 'change', 'of'] as const).map((word) => proofLabel(word, language));
  return [
    {
      text: proofLabel('supplement', language).replace('{at}', when(at)),
      bold: true,
      fontSize: 12,
      margin: [0, 12, 0, 2],
    },
    { text: proofLabel('supplementWhy', language), margin: [0, 0, 0, 6] },
    {
      table: {
        headerRows: 1,
        widths: [50, '*', 90, 70],
        body: [
          [...head, tallyLabel('officer', language)].map((text) => ({ text, bold: true })),
          ...changes.map(({ seq, at: instant, kind, of, officer }) => [
            String(seq),
            `${kindWord(kind, language)}, ${when(instant)}`,
            String(of),
            officer,
          ]),
        ],
      },
      layout: 'lightHorizontalLines',
      margin: [0, 0, 0, 8],
    },
    figureTable({
      ...base,
      head: [tallyLabel('persons', language), proofLabel('then', language), proofLabel('now', language)],
      rows: [...totals, [tallyLabel('voided', language), frozen.voided, now.voided]],
    }),
  ];
};
