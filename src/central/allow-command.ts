import type { AllowOptions } from './options.ts';
import { askCentre } from './running-centre.ts';

/** Lets administrators look after the fleet at a desk, or no longer, through the centre that runs on this data folder. */
export const allowDesk = async (options: AllowOptions): Promise<{ station: string; administers: boolean }> => {
  const { command, station } = options;
  await askCentre(options, `/v1/admin/stations/${encodeURIComponent(station)}/${command}`, '');
  return { station, administers: command === 'allow' };
};
