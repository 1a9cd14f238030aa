import type { EnrolOptions } from './options.ts';
import { askCentre } from './running-centre.ts';

/** The code and when it ends, from the centre that runs on this data folder. */
export const askForCode = async (options: EnrolOptions): Promise<{ code: string; expiresAt: string; url: string }> => {
  const { post, lane, hours, replaces } = options;
  const { url, body } = await askCentre(options, '/v1/admin/codes', JSON.stringify({ post, lane, hours, replaces }));
  return { url, code: String(body.code), expiresAt: String(body.expiresAt) };
};
