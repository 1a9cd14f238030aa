import type { Content } from 'pdfmake';
import type { Period } from '../../domain/tally-report.ts';
import { tallyLabel } from '../../domain/tally-words.ts';
import type { Language } from '../../domain/tally-words.ts';

const line = (length: number): Content => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: length, y2: 0, lineWidth: 0.6, lineColor: '#000' }],
});

/** One who signs: what for, then a line for the signature and a longer one for who and when, with room for a pen. */
const signatory = (role: string, language: Language): Content => ({
  columns: [
    { text: role, width: 146 },
    {
      width: 120,
      stack: [line(120), { text: tallyLabel('signature', language), fontSize: 7.5, alignment: 'center' }],
      margin: [0, 10, 0, 0],
    },
    {
      width: '*',
      stack: [line(190), { text: tallyLabel('nameAndDate', language), fontSize: 7.5, alignment: 'center' }],
      margin: [0, 10, 0, 0],
    },
  ],
  columnGap: 14,
  margin: [0, 20, 0, 0],
});

/** Two signatures that stay together: a shift is handed over and taken over, a day compiled and checked (domain.md §7.5). */
export const signatures = (kind: Period['kind'], language: Language): Content => ({
  unbreakable: true,
  stack: (kind === 'shift' ? (['handedOver', 'received'] as const) : (['compiled', 'checked'] as const)).map((role) =>
    signatory(tallyLabel(role, language), language),
  ),
});
