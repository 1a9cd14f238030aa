import { StationFault } from '../contract/fault.ts';
import type { Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Lane } from './lane.ts';
import type { Ports } from './ports.ts';
import { createWeigh, shownCase } from './weighing.ts';

type Parts = { readonly ports: Ports; readonly desk: Desk; readonly lane: Lane };

/** The traveller's word: noted with the case, weighed beside the decision, never in its place. */
export const rebuttalCalls = ({ ports, desk, lane }: Parts): Pick<Handlers, 'rebut'> => {
  const weigh = createWeigh(ports, desk);
  return {
    rebut: ({ caseId, rebuttal }, { session }) => {
      const parked = lane.find(caseId, session.id);
      if (rebuttal?.claim && rebuttal.claim.day > desk.today()) throw new StationFault('bad-input', { field: 'claim' });
      const weighed = weigh(parked.reading, parked.document, parked.circumstances, rebuttal);
      return shownCase(lane.replace({ ...parked, rebuttal: undefined, ...weighed }));
    },
  };
};
