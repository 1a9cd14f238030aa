import type { Action, CrossingBody, CrossingPersonal, Reason } from './crossing.ts';
import { finalAction, type CrossingRecord } from './crossing-record.ts';
import type { Finding } from './finding.ts';
import type { Localised } from './post.ts';
import { languages } from './refusal-words.ts';
import type { Language } from './tally-words.ts';

/** What a refused traveller is handed: who was refused, by whom, on what ground, and what the rules say of it. */
export type RefusalForm = {
  readonly post: { readonly name: Localised; readonly zone: string };
  readonly stationId: string;
  readonly lane: string;
  readonly seq: number;
  /** Hash of the crossing's entry: the form names the one entry it is of. */
  readonly hash: string;
  readonly scannedAt: string;
  readonly decidedAt: string;
  readonly person: CrossingPersonal['document'];
  readonly circumstances: Pick<CrossingBody, 'direction' | 'transport' | 'purpose'> & { readonly plate?: string };
  readonly reason?: Reason;
  readonly officer: string;
  /** Who decided at the second line, where it was decided there. */
  readonly secondOfficer?: string;
  /** What weighs, heaviest first, told by the pack of that moment. */
  readonly findings: readonly Finding[];
  /** The traveller's own word, as it was noted. */
  readonly word?: string;
  readonly served?: CrossingRecord['served'];
};

const weighty = new Set<Finding['outcome']>(['second-line', 'warn']);

export const isRefused = (record: CrossingRecord): boolean =>
  finalAction(record) === ('refuse' satisfies Action) && !record.voided;

/** The form of a refused crossing; missing where nobody was refused or retention has erased who it was. */
export const refusalForm = (
  record: CrossingRecord,
  findings: readonly Finding[],
  desk: { readonly post: RefusalForm['post']; readonly hash: string },
): RefusalForm | undefined => {
  const { body, personal, resolution, served } = record;
  if (!isRefused(record) || !personal) return undefined;
  const first = body.reason && { ...body.reason, ...(personal.note !== undefined && { note: personal.note }) };
  const reason = resolution ? resolution.reason : first;
  return {
    ...desk,
    stationId: record.stationId,
    lane: body.lane,
    seq: record.seq,
    scannedAt: record.at,
    decidedAt: resolution?.at ?? record.at,
    person: personal.document,
    circumstances: {
      direction: body.direction,
      transport: body.transport,
      purpose: body.purpose,
      ...(personal.plate !== undefined && { plate: personal.plate }),
    },
    ...(reason && { reason }),
    officer: body.officer,
    ...(resolution && { secondOfficer: resolution.officer }),
    findings: findings.filter(({ outcome }) => weighty.has(outcome)),
    ...(personal.rebuttal !== undefined && { word: personal.rebuttal }),
    ...(served && { served }),
  };
};

/** The traveller's language first, then those of the state: each once. */
export const languagesOf = (chosen: Language): readonly Language[] => [
  ...new Set([chosen, ...languages.filter((language) => language !== 'en')]),
];
