import { zoneOffset } from './local-time.ts';
import type { Sheet, SheetCell } from './tally-sheets.ts';

/** A cell as the writer of workbooks takes it. A workbook's dates know no zone: the date is the one whose UTC reads as the post's clock. */
type WorkbookCell =
  string | number | null | { readonly value: string | Date; readonly format?: string; readonly fontWeight?: 'bold' };

const [dayFormat, instantFormat] = ['dd.mm.yyyy', 'dd.mm.yyyy hh:mm'];
/** Widths of columns, in characters: what stands in them, within reason. */
const [narrowest, widest] = [8, 48];

const cellOf = (cell: SheetCell, zone: string): WorkbookCell => {
  if (cell === undefined) return null;
  if (typeof cell !== 'object') return cell;
  if ('day' in cell) return { value: new Date(`${cell.day}T00:00:00Z`), format: dayFormat };
  const at = Date.parse(cell.instant);
  return { value: new Date(at + zoneOffset(at, zone)), format: instantFormat };
};

const widthOf = (texts: readonly SheetCell[]): number =>
  Math.min(
    widest,
    Math.max(narrowest, ...texts.map((text) => (typeof text === 'object' ? 16 : String(text ?? '').length + 2))),
  );

/** A sheet with its heads fast above its rows. */
export const workbookSheet = ({ name, head, rows }: Sheet, zone: string) => ({
  sheet: name,
  stickyRowsCount: 1,
  columns: head.map((text, column) => ({ width: widthOf([text, ...rows.map((row) => row[column])]) })),
  data: [
    head.map((value): WorkbookCell => ({ value, fontWeight: 'bold' })),
    ...rows.map((row) => row.map((cell) => cellOf(cell, zone))),
  ],
});
