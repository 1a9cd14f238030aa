import { createRequire } from 'node:module';
import pdfmake from 'pdfmake';
import type { Content } from 'pdfmake';
import type { Printer } from '../../core/ports.ts';
import type { Tally } from '../../domain/tally-report.ts';
import { tallyLabel } from '../../domain/tally-words.ts';
import type { Language, TallyLabel } from '../../domain/tally-words.ts';
import { printInstant, printPeriod, printZone } from './paper-format.ts';
import { drawQr } from './qr.ts';
import { signatures } from './signatures.ts';
import { tallyTables } from './tally-paper.ts';
import { tallySeal } from './tally-seal.ts';

type Heading = Parameters<Printer['tallyPdf']>[1];

const millimetre = 72 / 25.4;
/** Left for a punch (ISO 838: holes 12 mm from the edge), below for the QR. */
const margins = { left: 25, top: 26, right: 14, bottom: 34 };

/** Fonts come from the package's files; nothing else on the disk and nothing on the network is opened for a paper. */
const useFonts = (): void => {
  const require = createRequire(import.meta.url);
  const normal = require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf');
  const bold = require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf');
  pdfmake.setFonts({ NotoSans: { normal, bold } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === normal || path === bold);
};

/** Papers as PDF/A-2b: fonts inside, so that they look the same in twenty years. */
export const createPrinter = (): Printer => {
  useFonts();
  return {
    tallyPdf: async (tally, heading, language) => {
      const say = (label: TallyLabel): string => tallyLabel(label, language);
      const seal = tallySeal(tally);
      const period = printPeriod(tally.period, tally.zone, language);
      const document = pdfmake.createPdf({
        version: '1.7',
        subset: 'PDF/A-2b',
        language,
        info: { title: `${say('title')}, ${heading.post}, ${period}`, creationDate: new Date(heading.printedAt) },
        pageSize: 'A4',
        pageMargins: [
          margins.left * millimetre,
          margins.top * millimetre,
          margins.right * millimetre,
          margins.bottom * millimetre,
        ],
        defaultStyle: { font: 'NotoSans', fontSize: 9, color: '#000' },
        header: (page, pages) => running(`${heading.post} · ${period}`, pageText(language, page, pages)),
        footer: () => foot(seal, heading, say),
        content: [
          ...titleBlock(tally, heading, period, language),
          ...tallyTables(tally, language),
          signatures(tally.period.kind, language),
        ],
      });
      return new Uint8Array(await document.getBuffer());
    },
  };
};

const pageText = (language: Language, page: number, pages: number): string =>
  tallyLabel('page', language).replace('{page}', String(page)).replace('{pages}', String(pages));

const width = (210 - margins.left - margins.right) * millimetre;
const rule = (lineWidth: number): Content => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth, lineColor: '#000' }],
});

const running = (left: string, right: string): Content => ({
  margin: [margins.left * millimetre, 12 * millimetre, margins.right * millimetre, 0],
  stack: [
    {
      columns: [
        { text: left, bold: true },
        { text: right, alignment: 'right', width: 'auto' },
      ],
      columnGap: 12,
    },
    { ...(rule(0.9) as object), margin: [0, 3, 0, 0] } as Content,
  ],
});

const foot = (
  seal: { text: string; digest: string },
  heading: Heading,
  say: (label: TallyLabel) => string,
): Content => ({
  margin: [margins.left * millimetre, 4 * millimetre, margins.right * millimetre, 0],
  columns: [
    { ...drawQr(seal.text, 24 * millimetre), width: 28 * millimetre },
    {
      fontSize: 7.5,
      margin: [0, 2, 0, 0],
      stack: [
        { text: say('digest'), bold: true },
        seal.digest.slice(0, 32),
        seal.digest.slice(32),
        { text: `Beket · ${say('station')}: ${heading.station}`, margin: [0, 6, 0, 0] },
      ],
    },
  ],
});

const titleBlock = (tally: Tally, heading: Heading, period: string, language: Language): Content[] => {
  const say = (label: TallyLabel): string => tallyLabel(label, language);
  const kind = tally.period.kind === 'shift' ? 'shift' : tally.period.from === tally.period.to ? 'day' : 'days';
  const facts: [string, string][] = [
    [say('post'), heading.post],
    [say(kind), period],
    [say('zone'), printZone(tally.zone, Date.parse(heading.printedAt))],
    [say('station'), heading.station],
    [say('printed'), printInstant(heading.printedAt, tally.zone, language)],
    [say('printedBy'), heading.officer],
  ];
  return [
    { text: say('title'), fontSize: 17, bold: true, margin: [0, 0, 0, 6] },
    {
      table: { widths: [110, '*'], body: facts.map(([label, fact]) => [label, { text: fact, bold: true }]) },
      layout: {
        hLineWidth: () => 0,
        vLineWidth: () => 0,
        paddingLeft: () => 0,
        paddingTop: () => 0.6,
        paddingBottom: () => 0.6,
      },
      margin: [0, 0, 0, 12],
    },
  ];
};
