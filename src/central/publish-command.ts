import { readFileSync } from 'node:fs';
import { StartFault } from './database.ts';
import type { PublishOptions } from './options.ts';
import { askCentre } from './running-centre.ts';

const paths = { watchlist: 'watchlist', pack: 'packs', officer: 'officers', post: 'posts' } as const;

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new StartFault(`Cannot read ${file}.`);
  }
};

/** Gives the running centre a file for all desks; answers what changed. */
export const publish = async (
  options: PublishOptions,
): Promise<{ put: number; dropped: number; problems?: unknown }> => {
  const { body } = await askCentre(options, `/v1/admin/${paths[options.what]}`, read(options.file));
  const { put, dropped, problems } = body;
  return { put: Number(put), dropped: Number(dropped), ...(problems !== undefined && { problems }) };
};
