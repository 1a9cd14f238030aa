import type { LaneCase } from '../../contract/views.ts';
import type { RawScan } from '../../domain/document/reading.ts';
import type { StackedPerson } from '../../domain/group/exceptions.ts';

/** One scan of the stack, from the reader's last key to the station's answer. */
export type BusScan = {
  readonly id: string;
  /** Place in the stack, counted from 1. */
  readonly place: number;
  readonly scan: RawScan;
  readonly at: number;
  readonly state: 'waiting' | 'reading' | 'read' | 'unread';
  readonly parked?: LaneCase;
};

/** What of a scan counts for the exceptions; nothing while it is being read. */
export const personOf = ({ id, state, parked }: BusScan): StackedPerson[] => {
  if (state === 'waiting' || state === 'reading') return [];
  if (!parked) return [{ id, missing: [], again: false }];
  const { document, missing, decision, repeatOf } = parked;
  return [{ id, document, missing, again: repeatOf !== undefined, ...(decision && { advice: decision.advice }) }];
};
