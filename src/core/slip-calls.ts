import { StationFault } from '../contract/fault.ts';
import { slipOf, type Slip } from '../domain/slip.ts';
import type { Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Ports } from './ports.ts';

type Parts = { readonly ports: Ports; readonly desk: Desk };

/** The traveller's slip of a recorded crossing, on the screen and as a paper. */
export const slipCalls = ({ ports, desk }: Parts): Pick<Handlers, 'slip' | 'exportSlip'> => {
  const slip = (seq: number): Slip => {
    const record = ports.log.crossing(seq);
    if (!record) throw new StationFault('no-such-entry');
    if (record.voided) throw new StationFault('already-voided');
    const post = ports.rules.posts().find(({ id }) => id === record.body.post) ?? desk.post();
    return slipOf(record, ports.rules.packByHash(record.body.pack.hash), post);
  };
  return {
    slip: ({ seq }) => slip(seq),
    exportSlip: async ({ seq, format }) => ({
      fileName: `slip-${seq}-${format === 'roll' ? '80mm' : 'a4'}.pdf`,
      mediaType: 'application/pdf',
      base64: ports.base64.ofBytes(await ports.slips.slipPdf(slip(seq), format)),
    }),
  };
};
