import pdfmake from 'pdfmake';
import type { Content } from 'pdfmake';
import type { SlipFormat, SlipPrinter } from '../../core/slip-ports.ts';
import type { Slip } from '../../domain/slip.ts';
import { slipBlock } from '../../domain/slip-words.ts';
import type { Language } from '../../domain/tally-words.ts';
import { useFonts } from './fonts.ts';
import { printDay, printInstant } from './paper-format.ts';

const millimetre = 72 / 25.4;
const languages: readonly Language[] = ['kk', 'ru', 'en'];

/** Sizes in points. A roll printer has 203 dots an inch and feeds as much paper as there is text. */
const papers = {
  roll: { width: 80 * millimetre, margin: 4 * millimetre, text: 8, main: 11.5, title: 10, gap: 6 },
  sheet: { width: 210 * millimetre, margin: 16 * millimetre, text: 9, main: 13, title: 12, gap: 8 },
} as const;
type Paper = (typeof papers)[SlipFormat];

const rule = ({ width, margin, gap }: Paper): Content => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: width - 2 * margin, y2: 0, lineWidth: 0.8, lineColor: '#000' }],
  margin: [0, gap, 0, gap],
});

const block = (slip: Slip, language: Language, paper: Paper): Content => {
  const { title, crossed, main, said, notes } = slipBlock(slip, language, {
    day: (iso) => printDay(iso, language),
    moment: (instant) => printInstant(instant, slip.zone, language),
  });
  const table: Content = {
    table: {
      widths: ['*', 'auto'],
      body: main.map(([label, value]) => [
        { text: label, margin: [0, (paper.main - paper.text) * 0.8, 0, 0] },
        { text: value, alignment: 'right' as const, bold: true, fontSize: paper.main, noWrap: true },
      ]),
    },
    layout: {
      hLineWidth: (line, node) => (line === 0 || line === node.table.body.length ? 0 : 0.25),
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: () => 0,
      paddingTop: () => 1,
      paddingBottom: () => 1,
    },
  };
  return {
    unbreakable: true,
    stack: [
      { text: title, fontSize: paper.title, bold: true },
      { text: crossed, margin: [0, 0, 0, paper.gap / 2] },
      ...(main.length > 0 ? [table] : []),
      ...said.flatMap(({ text, citation }): Content[] => [
        { text, margin: [0, paper.gap / 2, 0, 0] },
        { text: citation, fontSize: paper.text * 0.88 },
      ]),
      { text: notes.join(' '), fontSize: paper.text * 0.88, margin: [0, paper.gap / 2, 0, 0] },
    ],
  };
};

const holder = ({ holder: known, stationId, seq }: Slip, paper: Paper): Content => ({
  stack: [
    { text: known?.name ?? '—', fontSize: paper.title, bold: true },
    { columns: [{ text: known?.number ?? '' }, { text: `${stationId} · ${seq}`, alignment: 'right', width: 'auto' }] },
  ],
});

/** The traveller's slip as PDF/A-2b, fonts inside; black on white without fills, as a thermal printer needs it. */
export const createSlipPrinter = (): SlipPrinter => {
  useFonts();
  return {
    slipPdf: async (slip, format) => {
      const paper = papers[format];
      const content: Content[] = [
        holder(slip, paper),
        ...languages.flatMap((language) => [rule(paper), block(slip, language, paper)]),
      ];
      const document = pdfmake.createPdf({
        version: '1.7',
        subset: 'PDF/A-2b',
        language: 'kk',
        info: { title: `Beket ${slip.stationId} ${slip.seq}`, creationDate: new Date(slip.at) },
        pageSize: format === 'sheet' ? 'A4' : { width: paper.width, height: 'auto' },
        pageMargins: paper.margin,
        defaultStyle: { font: 'NotoSans', fontSize: paper.text, color: '#000' },
        content,
      });
      return new Uint8Array(await document.getBuffer());
    },
  };
};
