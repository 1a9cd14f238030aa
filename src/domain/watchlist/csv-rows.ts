/** A row with the number of the line it begins on, or `undefined` cells where a quote never closed. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] | undefined };

/** Splits CSV by RFC 4180 with the separator given: quotes, doubled quotes, line breaks inside quotes, any line end. */
export const csvRows = (text: string, separator: string): CsvRow[] => {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let begins = 1;
  const endRow = (): void => {
    cells.push(cell);
    if (cells.some((each) => each.trim() !== '')) rows.push({ line: begins, cells });
    cells = [];
    cell = '';
  };
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '\n') line++;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(i + 1) === '"') cell += text.charAt(++i);
      else quoted = false;
    } else if (character === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (character === separator) {
      cells.push(cell);
      cell = '';
    } else if (character === '\n') {
      endRow();
      begins = line;
    } else if (character !== '\r') cell += character;
  }
  if (quoted) rows.push({ line: begins, cells: undefined });
  else endRow();
  return rows;
};
