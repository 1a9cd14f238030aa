import pdfmake from 'pdfmake';
import type { Content } from 'pdfmake';
import type { HandoverPrinter, HandoverSheet } from '../../core/handover-ports.ts';
import { findState } from '../../domain/document/states.ts';
import { equipmentWord, handoverLabel } from '../../domain/handover-words.ts';
import { tallyLabel, tallyWord, type Language } from '../../domain/tally-words.ts';
import { useFonts } from './fonts.ts';
import { figurePrinter, printInstant, printPeriod } from './paper-format.ts';
import { pageText, running, sheet } from './printer.ts';
import { signatures } from './signatures.ts';

const millimetres = (length: number): number => (length * 72) / 25.4;

type Cell = string | number;

/** Ruled lines only: it copies and faxes well. */
const ruled = {
  hLineWidth: (line: number) => (line === 0 ? 0 : line === 1 ? 0.9 : 0.25),
  vLineWidth: () => 0,
  hLineColor: () => '#000',
  paddingLeft: () => 0,
  paddingRight: () => 6,
  paddingTop: () => 2,
  paddingBottom: () => 2,
};

/** Of the columns the one with the reason or the remark: as far right as a table has it. */
const wideAt = 4;

const table = (title: string, head: readonly string[], rows: readonly (readonly Cell[])[], none: string): Content => ({
  stack: [
    { text: title, bold: true, fontSize: 11, margin: [0, 0, 0, 3] },
    {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        // A column of words gives way, and never one whose heading is its widest word.
        widths: head.map((_, at) => (at === Math.min(wideAt, head.length - 1) ? '*' : 'auto')),
        body: [
          head.map((text) => ({ text, bold: true })),
          ...(rows.length > 0
            ? rows.map((row) => row.map(String))
            : [[{ text: none, colSpan: head.length }, ...head.slice(1).map(() => '')]]),
        ],
      },
      layout: ruled,
    },
  ],
  margin: [0, 0, 0, 12],
});

const pairs = (rows: readonly (readonly [string, string])[]): Content => ({
  table: { widths: [130, '*'], body: rows.map(([label, fact]) => [label, { text: fact, bold: true }]) },
  layout: {
    hLineWidth: () => 0,
    vLineWidth: () => 0,
    paddingLeft: () => 0,
    paddingTop: () => 0.6,
    paddingBottom: () => 0.6,
  },
  margin: [0, 0, 0, 12],
});

/** The sheet that goes from one shift to the next, in the order in which it is read out. */
const handoverContent = (sheet: HandoverSheet, language: Language): Content[] => {
  const say = (label: Parameters<typeof handoverLabel>[0]): string => handoverLabel(label, language);
  const tallied = (label: Parameters<typeof tallyLabel>[0]): string => tallyLabel(label, language);
  const when = (instant: string): string => printInstant(instant, sheet.zone, language);
  const number = figurePrinter(language);
  const { handover, words, opened } = sheet;
  const named = (badge: string | undefined): string =>
    badge === undefined ? say('nobody') : [badge, sheet.names.get(badge)].filter(Boolean).join(' ');
  const wasAtOpening = (item: string): string => {
    const was = opened?.find((one) => one.item === item);
    return was ? say(was.works ? 'works' : 'fault') : '–';
  };
  const period = printPeriod({ kind: 'shift', from: sheet.from, to: sheet.to }, sheet.zone, language);
  return [
    { text: say('title'), fontSize: 17, bold: true, margin: [0, 0, 0, 6] },
    pairs([
      [tallied('post'), sheet.post],
      [tallied('shift'), period],
      [tallied('station'), sheet.station],
      [say('lanes'), sheet.lanes.join(', ')],
      [say('onDuty'), sheet.officers.map(named).join(', ')],
      [tallied('persons'), number(sheet.persons)],
      [say('closed'), when(sheet.closedAt)],
      [tallied('printed'), `${when(sheet.printedAt)}, ${sheet.printedBy}`],
    ]),
    table(
      `${say('cases')}: ${handover.openCases.length}`,
      [say('entryNo'), say('since'), tallied('citizenship'), tallied('document'), say('reason'), say('result')],
      sheet.cases.map(({ seq, at, body, resolution }) => [
        seq,
        when(at),
        findState(body.citizenship)?.name[language] ?? body.citizenship,
        tallyWord('documents', body.documentType, language),
        body.reason ? tallyWord('reasons', body.reason.code, language) : '–',
        resolution ? `${tallyWord('outcomes', resolution.action, language)}, ${when(resolution.at)}` : '–',
      ]),
      tallied('none'),
    ),
    table(
      `${say('seized')}: ${handover.seized}`,
      ['№', say('seized')],
      words ? words.seized.map((text, at) => [at + 1, text]) : [],
      handover.seized > 0 ? say('erased') : tallied('none'),
    ),
    table(
      say('equipment'),
      [say('equipment'), say('opened'), say('closed'), say('note')],
      handover.equipment.map(({ item, works }) => [
        equipmentWord(item, language),
        wasAtOpening(item),
        say(works ? 'works' : 'fault'),
        words?.faults.find((fault) => fault.item === item)?.note ?? '',
      ]),
      tallied('none'),
    ),
    { text: say('state'), bold: true, fontSize: 11, margin: [0, 0, 0, 3] },
    pairs([
      [say('unsent'), number(handover.unsent)],
      ...(handover.unsentSince === undefined ? [] : [[say('oldest'), when(handover.unsentSince)] as const]),
      [say('list'), number(handover.watchlist.entries)],
      ...(handover.watchlist.updatedAt === undefined
        ? []
        : [[say('listOf'), when(handover.watchlist.updatedAt)] as const]),
      [say('pack'), `${handover.pack.id} ${handover.pack.version}`],
      [say('packHash'), handover.pack.hash],
      [say('seal'), sheet.statement],
    ]),
    ...(words?.remarks
      ? [{ text: [{ text: `${say('remarks')}: `, bold: true }, words.remarks], margin: [0, 0, 0, 12] } as Content]
      : []),
    {
      text: say('byPin')
        .replace('{outgoing}', named(handover.outgoing))
        .replace('{incoming}', named(handover.incoming)),
      bold: true,
    },
    signatures('shift', language),
  ];
};

/** The handover sheet as PDF/A-2b on A4, like the tally it goes with. */
export const createHandoverPrinter = (): HandoverPrinter => {
  useFonts();
  return {
    handoverPdf: async (sheetData, language) => {
      const title = `${handoverLabel('title', language)}, ${sheetData.post}`;
      const framed = sheet(language, title, sheetData.printedAt);
      const [left, top, right] = framed.pageMargins;
      const document = pdfmake.createPdf({
        ...framed,
        // No code stands in the foot, so the signatures have room on the first page.
        pageMargins: [left, top, right, millimetres(16)],
        header: (page, pages) => running(title, pageText(language, page, pages)),
        content: handoverContent(sheetData, language),
      });
      return new Uint8Array(await document.getBuffer());
    },
  };
};
