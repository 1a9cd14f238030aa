import type { CallOutput } from '../contract/station.ts';
import type { Period, Tally } from '../domain/tally-report.ts';
import { tally } from '../domain/tally.ts';
import { tallyCsv } from '../domain/tally-csv.ts';
import type { Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Ports } from './ports.ts';

type Parts = { readonly ports: Ports; readonly desk: Desk };

const fileName = (post: string, { from, to }: Period, ending: string): string => {
  const plain = (text: string): string => text.slice(0, 16).replaceAll(':', '');
  return `tally-${post}-${plain(from)}${from === to ? '' : `_${plain(to)}`}.${ending}`;
};

/** The day's and the shift's figures, on screen and as files. */
export const reportCalls = ({ ports, desk }: Parts): Pick<Handlers, 'tally' | 'exportTally'> => {
  const counted = (period: Period): Tally => {
    const post = desk.post();
    return tally(ports.log.crossingsOf(period), period, { zone: post.zone, posts: [post.id] });
  };
  return {
    tally: ({ period }) => counted(period),
    exportTally: async ({ period, format, language }, caller): Promise<CallOutput<'exportTally'>> => {
      const post = desk.post();
      const report = counted(period);
      if (format === 'csv') {
        const text = tallyCsv(report, language);
        return {
          fileName: fileName(post.id, period, 'csv'),
          mediaType: 'text/csv; charset=utf-8',
          base64: ports.base64.ofText(text),
        };
      }
      const heading = {
        post: post.name[language],
        station: desk.config().stationId,
        officer: caller.officer?.name ?? '',
        printedAt: desk.now(),
      };
      const bytes = await ports.printer.tallyPdf(report, heading, language);
      return {
        fileName: fileName(post.id, period, 'pdf'),
        mediaType: 'application/pdf',
        base64: ports.base64.ofBytes(bytes),
      };
    },
  };
};
