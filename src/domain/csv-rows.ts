/** A row with the number of the line it begins on, or `undefined` cells where a quote never closed. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] | undefined };

/** Splits CSV by RFC 4180 with the separator given, row by row: quotes, doubled quotes, line breaks inside quotes, any line end. */
export const eachCsvRow = function* (text: string, separator: string): Generator<CsvRow> {
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let begins = 1;
  const endRow = (): CsvRow[] => {
    const row = [...cells, cell];
    [cells, cell] = [[], ''];
    return row.some((each) => each.trim() !== '') ? [{ line: begins, cells: row }] : [];
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
      yield* endRow();
      begins = line;
    } else if (character !== '\r') cell += character;
  }
  if (quoted) yield { line: begins, cells: undefined };
  else yield* endRow();
};

/** All rows at once. */
export const csvRows = (text: string, separator: string): CsvRow[] => [...eachCsvRow(text, separator)];

/** The separator of a table by its first line: a tab as a spreadsheet copies, else `;` or `,`, whichever parts more. */
export const separatorOf = (text: string): string => {
  const head = text.split('\n', 1)[0] ?? '';
  if (head.includes('\t')) return '\t';
  return head.split(';').length >= head.split(',').length ? ';' : ',';
};

/** What a heading means, letters only, by a table of the words in use. */
export const columnsOf = <Column>(
  cells: readonly string[],
  headings: ReadonlyMap<string, Column>,
): (Column | undefined)[] => cells.map((cell) => headings.get(cell.toLowerCase().replace(/[^\p{L}]/gu, '')));

/** Cells of a row by their columns; columns nobody knows are left out. */
export const cellsByColumn = <Column extends string>(
  row: readonly string[],
  columns: readonly (Column | undefined)[],
): Partial<Record<Column, string>> => {
  const cells: Partial<Record<Column, string>> = {};
  columns.forEach((column, i) => {
    if (column !== undefined) cells[column] = (row[i] ?? '').trim();
  });
  return cells;
};
