import type { CallOutput } from '../contract/station.ts';
import { compare, type Comparison } from '../domain/tally-compare.ts';
import { tallyCsv } from '../domain/tally-csv.ts';
import type { Period, Tally } from '../domain/tally-report.ts';
import { tallySheets } from '../domain/tally-sheets.ts';
import { tally } from '../domain/tally.ts';
import type { Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Ports } from './ports.ts';
import type { Sync } from './sync.ts';

type Parts = { readonly ports: Ports; readonly desk: Desk; readonly sync: Pick<Sync, 'state'> };
type Format = 'pdf' | 'csv' | 'xlsx' | 'json';

const fileName = (post: string, { from, to }: Period, ending: Format): string => {
  const plain = (text: string): string => text.slice(0, 16).replaceAll(':', '');
  return `tally-${post}-${plain(from)}${from === to ? '' : `_${plain(to)}`}.${ending}`;
};

const mediaTypes: Record<Format, string> = {
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
};

/** The figures of any period, on screen and as files. */
export const reportCalls = ({ ports, desk, sync }: Parts): Pick<Handlers, 'tally' | 'compareTally' | 'exportTally'> => {
  const counted = (period: Period): Tally => {
    const post = desk.post();
    return tally(ports.log.crossingsOf(period), period, { zone: post.zone, posts: [post.id] });
  };
  const compared = (period: Period): Comparison[] => compare(period, desk.post().zone, counted);

  return {
    tally: ({ period }) => counted(period),
    compareTally: ({ period }) => compared(period),
    exportTally: async ({ period, format, language }, caller): Promise<CallOutput<'exportTally'>> => {
      const { id, name, zone } = desk.post();
      const [report, comparisons] = [counted(period), compared(period)];
      const bytesOf: Record<Format, () => string | Promise<string>> = {
        csv: () => ports.base64.ofText(tallyCsv(report, language, comparisons)),
        json: () => {
          const file = {
            beket: 'tally',
            version: 1,
            station: desk.config().stationId,
            tally: report,
            compared: comparisons,
          };
          return ports.base64.ofText(`${JSON.stringify(file, undefined, 1)}\n`);
        },
        xlsx: async () => {
          const sheets = tallySheets(report, name[language], language, comparisons);
          return ports.base64.ofBytes(await ports.printer.workbook(sheets, zone));
        },
        pdf: async () => {
          const heading = {
            post: name[language],
            station: desk.config().stationId,
            officer: caller.officer?.name ?? '',
            printedAt: desk.now(),
            compared: comparisons,
            unsent: sync.state().unsent,
          };
          return ports.base64.ofBytes(await ports.printer.tallyPdf(report, heading, language));
        },
      };
      return { fileName: fileName(id, period, format), mediaType: mediaTypes[format], base64: await bytesOf[format]() };
    },
  };
};
