import type { Comparison } from '../domain/tally-compare.ts';
import type { SignedTally } from '../domain/signed-tally.ts';
import type { Sheet } from '../domain/tally-sheets.ts';

/** What a paper tally says of itself beside its figures. */
export type TallyHeading = {
  readonly post: string;
  readonly station: string;
  readonly officer: string;
  readonly printedAt: string;
  /** The paper of a closed shift, with its seal and its supplement. */
  readonly signed?: SignedTally;
  readonly compared?: readonly Comparison[];
  /** Entries the centre has not acknowledged when it is printed. */
  readonly unsent?: number;
};

/** A workbook as spreadsheets open it. Instants are shown by the clock of `zone`. */
export type WorkbookMaker = { workbook(sheets: readonly Sheet[], zone: string): Promise<Uint8Array> };
