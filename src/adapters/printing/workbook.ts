import writeWorkbook from 'write-excel-file/node';
import type { WorkbookMaker } from '../../core/report-ports.ts';
import { workbookSheet } from '../../domain/workbook-cells.ts';

/** A workbook of Office Open XML (ISO/IEC 29500), as every spreadsheet opens it. */
export const createWorkbookMaker = (): WorkbookMaker => ({
  workbook: async (sheets, zone) =>
    new Uint8Array(await writeWorkbook(sheets.map((sheet) => workbookSheet(sheet, zone))).toBuffer()),
});
