import type { ReadOutcome } from '../../contract/views.ts';
import type { RawScan } from '../../domain/document/reading.ts';

/** A scan the page holds until the station has read it; what was read stays at the station. */
export type LaneScan = {
  readonly id: number;
  readonly scan: RawScan;
  readonly at: number;
  /** What a camera, the watched folder or an officer's typing has given already; parked at the station until it is decided on. */
  readonly outcome?: ReadOutcome;
  /** Object URL of the picture, where one was taken. */
  readonly picture?: string;
};

/** Two bursts of the same text within this many milliseconds are one document held too long before the reader. */
export const sameScanWithin = 10_000;

/** What the queue shows of a scan before it is read: the file, else the number's place in the last line; never a name. */
export const scanLabel = ({ scan, outcome }: LaneScan): string => {
  const number = outcome?.parked?.document.number;
  if (number !== undefined) return number;
  const last = scan.payload.trim().split('\n').at(-1) ?? '';
  return scan.fileName ?? last.slice(0, 9).replace(/<+$/, '');
};
