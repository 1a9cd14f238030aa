import type { CrossingBody, CrossingPersonal, Reason } from './crossing.ts';

// The entries laid over a crossing have their shapes in later-entry.ts.
/** A crossing as it stands now: the first entry with its corrections, its void and its second-line result laid over it. */
export type CrossingRecord = {
  readonly stationId: string;
  readonly seq: number;
  /** ISO 8601 instant, UTC. */
  readonly at: string;
  /** Local day of the post, `YYYY-MM-DD`, and local hour, 0–23. */
  readonly day: string;
  readonly hour: number;
  readonly body: CrossingBody;
  /** Missing once retention has erased it. */
  readonly personal?: CrossingPersonal;
  readonly corrections: number;
  readonly voided: boolean;
  /** What the second line made of a referral. `minutes` from referral to result. */
  readonly resolution?: {
    readonly action: 'admit' | 'refuse';
    readonly officer: string;
    readonly at: string;
    readonly minutes: number;
    readonly reason?: Pick<Reason, 'code'>;
  };
};

/** What became of the traveller in the end: the second line's word over the first's. */
export const finalAction = (record: CrossingRecord): 'admit' | 'refer' | 'refuse' =>
  record.resolution?.action ?? record.body.action;
