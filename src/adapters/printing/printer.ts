import pdfmake from 'pdfmake';
import type { Content } from 'pdfmake';
import type { Printer } from '../../core/ports.ts';
import { proofLabel } from '../../domain/proof-words.ts';
import { refusalLabel } from '../../domain/refusal-words.ts';
import { readSeal } from '../../domain/shift-seal.ts';
import type { Tally } from '../../domain/tally-report.ts';
import { tallyLabel } from '../../domain/tally-words.ts';
import type { Language, TallyLabel } from '../../domain/tally-words.ts';
import { useFonts } from './fonts.ts';
import { paperCharts } from './paper-charts.ts';
import { printInstant, printPeriod, printZone } from './paper-format.ts';
import { drawQr } from './qr.ts';
import { signatures } from './signatures.ts';
import { tallyTables } from './tally-paper.ts';
import { proofContent } from './proof-paper.ts';
import { refusalPage } from './refusal-paper.ts';
import { supplementContent } from './supplement-paper.ts';
import { signedCode, tallySeal } from './tally-seal.ts';
import { createWorkbookMaker } from './workbook.ts';

type Heading = Parameters<Printer['tallyPdf']>[1];

const millimetre = 72 / 25.4;
/** Millimetres: at 69 modules, as the signed one has, each is 0.4 mm wide and read from paper by a camera. */
const qrSize = 28;
/** Left for a punch (ISO 838: holes 12 mm from the edge), below for the QR. */
const margins = { left: 25, top: 26, right: 14, bottom: 36 };

/** Papers as PDF/A-2b: fonts inside, so that they look the same in twenty years. */
export const createPrinter = (): Printer => {
  useFonts();
  return {
    ...createWorkbookMaker(),
    tallyPdf: async (tally, heading, language) => {
      const say = (label: TallyLabel): string => tallyLabel(label, language);
      const seal = tallySeal(tally);
      const period = printPeriod(tally.period, tally.zone, language);
      const document = pdfmake.createPdf({
        ...sheet(language, `${say('title')}, ${heading.post}, ${period}`, heading.printedAt),
        header: (page, pages) => running(`${heading.post} · ${period}`, pageText(language, page, pages)),
        footer: () => foot(seal, heading, language),
        content: [
          ...titleBlock(tally, heading, period, language),
          ...tallyTables(tally, language, heading.compared),
          ...(heading.signed?.supplement ? supplementContent(heading.signed.supplement, tally, language) : []),
          signatures(tally.period.kind, language),
          ...paperCharts(tally, language),
        ],
      });
      return new Uint8Array(await document.getBuffer());
    },
    proofPdf: async (proof, heading, language) => {
      const title = `${proofLabel('title', language)}, ${proof.entry.seq}`;
      const document = pdfmake.createPdf({
        ...sheet(language, title, heading.printedAt),
        header: (page, pages) => running(`${heading.post} · ${title}`, pageText(language, page, pages)),
        footer: () => sealFoot(signedCode(proof), proofLabel('seal', language), [proof.statement]),
        content: proofContent(proof, heading, language),
      });
      return new Uint8Array(await document.getBuffer());
    },
    refusalPdf: async (form, languages) => {
      const [first = 'kk'] = languages;
      const number = `${form.stationId} № ${form.seq}`;
      const title = `${refusalLabel(form.circumstances.direction, first)}, ${number}`;
      const code = `BEKET-REFUSAL:1 ${form.stationId} ${form.seq} ${form.hash}`.toUpperCase();
      const document = pdfmake.createPdf({
        ...sheet(first, title, form.decidedAt),
        defaultStyle: { font: 'NotoSans', fontSize: 10, color: '#000' },
        header: (page, pages) => running(number, pageText(first, page, pages)),
        footer: () => sealFoot(code, `Beket · ${number}`, [form.hash.slice(0, 32), form.hash.slice(32)]),
        content: languages.map((language, at) => refusalPage(form, language, at === 0)),
      });
      return new Uint8Array(await document.getBuffer());
    },
  };
};

/** A4 with its fonts inside. */
export const sheet = (language: Language, title: string, printedAt: string) =>
  ({
    version: '1.7',
    subset: 'PDF/A-2b',
    language,
    info: { title, creationDate: new Date(printedAt) },
    pageSize: 'A4',
    pageMargins: [
      margins.left * millimetre,
      margins.top * millimetre,
      margins.right * millimetre,
      margins.bottom * millimetre,
    ] as [number, number, number, number],
    defaultStyle: { font: 'NotoSans', fontSize: 9, color: '#000' },
  }) as const;

export const pageText = (language: Language, page: number, pages: number): string =>
  tallyLabel('page', language).replace('{page}', String(page)).replace('{pages}', String(pages));

const width = (210 - margins.left - margins.right) * millimetre;
const rule = (lineWidth: number): Content => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth, lineColor: '#000' }],
});

export const running = (left: string, right: string): Content => ({
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

const sealFoot = (code: string, title: string, lines: readonly string[]): Content => ({
  margin: [margins.left * millimetre, 3 * millimetre, margins.right * millimetre, 0],
  columns: [
    { ...drawQr(code, qrSize * millimetre), width: (qrSize + 4) * millimetre },
    { fontSize: 7.5, margin: [0, 2, 0, 0], stack: [{ text: title, bold: true }, ...lines] },
  ],
});

/** The QR of a closed shift holds seal, key and signature; of any other period, its figures' hash alone. */
const foot = (seal: { text: string; digest: string }, { station, signed }: Heading, language: Language): Content => {
  const lines = [seal.digest.slice(0, 32), seal.digest.slice(32)];
  const known = signed && readSeal(signed.statement);
  const say = (label: TallyLabel): string => tallyLabel(label, language);
  const title = `${proofLabel('root', language)}, ${known?.fromSeq}–${known?.toSeq}`;
  const range = known ? [title, known.root.slice(0, 32), known.root.slice(32)] : [];
  const code = signed ? signedCode(signed) : seal.text;
  return sealFoot(code, say('digest'), [...lines, ...range, `Beket · ${say('station')}: ${station}`]);
};

const titleBlock = (tally: Tally, heading: Heading, period: string, language: Language): Content[] => {
  const say = (label: TallyLabel): string => tallyLabel(label, language);
  const kind = tally.period.kind === 'shift' ? 'shift' : tally.period.from === tally.period.to ? 'day' : 'days';
  const facts: [string, string][] = [
    [say('post'), heading.post],
    [say(kind), period],
    [say('zone'), printZone(tally.zone, Date.parse(heading.printedAt))],
    [say('station'), heading.station],
    [say('printed'), printInstant(heading.printedAt, tally.zone, language)],
    ...(heading.officer === '' ? [] : [[say('printedBy'), heading.officer] as [string, string]]),
    ...(heading.unsent === undefined ? [] : [[say('unsent'), String(heading.unsent)] as [string, string]]),
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
