import writeWorkbook from 'write-excel-file/node';
import type { Tally } from '../domain/tally-report.ts';
import { tallySheets } from '../domain/tally-sheets.ts';
import type { Language } from '../domain/tally-words.ts';
import { workbookSheet } from '../domain/workbook-cells.ts';

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A tally of several posts as a workbook; instants by the clock of the first of them. */
export const tallyWorkbook = (tally: Tally, language: Language): Promise<Buffer> =>
  writeWorkbook(
    tallySheets(tally, tally.posts.join(', '), language).map((sheet) => workbookSheet(sheet, tally.zone)),
  ).toBuffer();
