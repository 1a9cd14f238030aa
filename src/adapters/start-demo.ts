import type { Station } from '../contract/station.ts';
import { OpeningFault } from './opening-fault.ts';

/** Fills an empty desk with invented people and crossings. A desk that is at real work is never touched. */
export const startDemo = async (station: Station): Promise<void> => {
  const session = { id: 'start' };
  const { phase, demo } = await station.handle('state', {}, session);
  if (phase === 'set-up') await station.handle('startDemo', {}, session);
  else if (phase !== 'repair' && !demo) {
    throw new OpeningFault(
      'This folder holds a desk at real work. Leave out --demo, or name another folder with --data.',
    );
  }
};
