import type { Period } from './tally-report.ts';

/** What every code on a paper of Beket begins with. */
export const paperMark = 'BEKET-';

export type TallyCode = { readonly posts: readonly string[]; readonly period: Period; readonly digest: string };

const shape = /^BEKET-TALLY:1 ([A-Z0-9+-]{1,400}) ([\dT:.Z-]{10,24})\/([\dT:.Z-]{10,24}) ([0-9A-F]{64})$/;
const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

/** What the code of an unsigned tally says; `undefined` where it is none. */
export const readTallyCode = (text: string): TallyCode | undefined => {
  const [, posts, from, to, digest] = shape.exec(text) ?? [];
  if (posts === undefined || from === undefined || to === undefined || digest === undefined) return undefined;
  if (isDay(from) !== isDay(to) || Number.isNaN(Date.parse(from)) || Number.isNaN(Date.parse(to))) return undefined;
  const kind = isDay(from) ? 'days' : 'shift';
  return { posts: posts.toLowerCase().split('+'), period: { kind, from, to }, digest: digest.toLowerCase() };
};
