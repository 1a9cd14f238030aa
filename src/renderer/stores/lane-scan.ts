import type { ReadOutcome } from '../../contract/views.ts';
import type { RawScan } from '../../domain/document/reading.ts';

/** A scan the page holds until the station has read it; what was read stays at the station. */
export type LaneScan = {
  readonly id: number;
  readonly scan: RawScan;
  readonly at: number;
  /** What a camera or the watched folder has read already; parked at the station until it is decided on. */
  readonly outcome?: ReadOutcome;
  /** Object URL of the picture, where one was taken. */
  readonly picture?: string;
  /** Taken from the watched folder: the station has the picture, the page could not send it again. */
  readonly isFromFolder?: boolean;
};

/** Two bursts of the same text within this many milliseconds are one document held too long before the reader. */
export const sameScanWithin = 10_000;

/** What the queue shows of a scan before it is read: the file, else the number's place in the last line; never a name. */
export const scanLabel = ({ scan }: LaneScan): string => {
  const last = scan.payload.trim().split('\n').at(-1) ?? '';
  return scan.fileName ?? last.slice(0, 9).replace(/<+$/, '');
};
