import { StationFault } from '../contract/fault.ts';
import type { CrossingRecord } from '../domain/crossing-record.ts';
import type { Finding } from '../domain/finding.ts';
import { isRefused, languagesOf, refusalForm } from '../domain/refusal-form.ts';
import { explainFindings } from '../domain/rules/explain.ts';
import { badgeOf, type Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Journal } from './journal.ts';
import type { Ports } from './ports.ts';

type Parts = { readonly ports: Ports; readonly desk: Desk; readonly journal: Journal };

/** What the second line is handed, and the form that a refused traveller is. */
export const secondLineCalls = ({
  ports,
  desk,
  journal,
}: Parts): Pick<Handlers, 'handOver' | 'refusalForm' | 'serveRefusal'> => {
  const found = (seq: number): CrossingRecord => {
    const record = ports.log.crossing(seq);
    if (!record) throw new StationFault('no-such-entry');
    return record;
  };
  /** The sentences of that moment; a pack that is gone from the desk, or erased parameters, leave some out. */
  const explained = ({ body, personal }: CrossingRecord): Finding[] => {
    const pack = ports.rules.packByHash(body.pack.hash);
    const recorded = body.findings.map((finding, at) => {
      const params = personal?.findingParams?.[at];
      return { ...finding, ...(params && { params }) };
    });
    return pack ? explainFindings(recorded, pack).flatMap(({ finding }) => finding ?? []) : [];
  };

  return {
    handOver: ({ seq }) => {
      const row = found(seq);
      return { row, findings: explained(row) };
    },
    refusalForm: async ({ seq, language }) => {
      const record = found(seq);
      if (!isRefused(record)) throw new StationFault('not-a-refusal');
      const hash = ports.log.find(seq)?.hash ?? '';
      const form = refusalForm(record, explained(record), { post: desk.post(), hash });
      if (!form) throw new StationFault('no-such-entry', { detail: 'erased' });
      const bytes = await ports.printer.refusalPdf(form, languagesOf(language));
      return {
        fileName: `refusal-${form.stationId}-${seq}.pdf`,
        mediaType: 'application/pdf',
        base64: ports.base64.ofBytes(bytes),
      };
    },
    serveRefusal: ({ seq, language, signature }, caller) => {
      const record = found(seq);
      if (!isRefused(record)) throw new StationFault('not-a-refusal');
      if (record.served) throw new StationFault('already-served');
      journal.append({ kind: 'refusal-served', body: { of: seq, officer: badgeOf(caller), signature, language } });
      return found(seq);
    },
  };
};
