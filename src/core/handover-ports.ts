import type { CrossingRecord } from '../domain/crossing-record.ts';
import type { Equipment, HandoverBody, HandoverWords } from '../domain/handover.ts';
import type { Language } from '../domain/tally-words.ts';

/** All that stands on a handover sheet. */
export type HandoverSheet = {
  readonly post: string;
  readonly zone: string;
  readonly station: string;
  readonly lanes: readonly string[];
  readonly officers: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly closedAt: string;
  readonly printedAt: string;
  readonly printedBy: string;
  readonly persons: number;
  /** The statement that was signed when the shift was closed. */
  readonly statement: string;
  readonly handover: HandoverBody;
  /** Missing once it was erased after its time. */
  readonly words?: HandoverWords;
  /** As it was when the shift was opened. */
  readonly opened?: Equipment;
  readonly cases: readonly CrossingRecord[];
  /** Badge and name, for those who are known here. */
  readonly names: ReadonlyMap<string, string>;
};

export type HandoverPrinter = { handoverPdf(sheet: HandoverSheet, language: Language): Promise<Uint8Array> };
