import type { Content, CustomTableLayout, TableCell } from 'pdfmake';

type FigureTable = {
  /** Heads of the columns; the first names what the rows are. */
  readonly head: readonly string[];
  /** Leading cells are words, the rest figures; `undefined` is left blank. */
  readonly rows: readonly (readonly (string | number | undefined)[])[];
  /** Widths of the leading columns, which are words; one that takes what is left where it is not given. */
  readonly wordWidths?: readonly (number | '*')[];
  /** The word of the summing row; without it nothing is summed. */
  readonly sum?: string;
  /** Columns from here on are no counts and are not summed. */
  readonly sumTo?: number;
  readonly figureWidth?: number;
  readonly lastWidth?: number;
  /** Said in place of rows where there are none. */
  readonly none: string;
  readonly print: (figure: number) => string;
};

const strong = 0.9;
const hair = 0.25;

/** Lines only: under the head, between rows, above and below the sum. Nothing is filled, so that it copies and faxes well. */
const ruled = (sums: boolean): CustomTableLayout => ({
  hLineWidth: (line, node) => {
    const rows = node.table.body.length;
    if (line === 0) return 0;
    return line === 1 || line === rows || (sums && line === rows - 1) ? strong : hair;
  },
  vLineWidth: () => 0,
  hLineColor: () => '#000',
  paddingLeft: (column) => (column === 0 ? 0 : 4),
  paddingRight: (column, node) => (column === (node.table.widths?.length ?? 0) - 1 ? 0 : 4),
  paddingTop: () => 1.6,
  paddingBottom: () => 1.6,
});

/** A table of counts: figures to the right, the sum below, the head again on each page, no row torn between pages. */
export const figureTable = ({
  head,
  rows,
  wordWidths = ['*'],
  sum,
  sumTo,
  figureWidth = 52,
  lastWidth = figureWidth,
  none,
  print,
}: FigureTable): Content => {
  const words = wordWidths.length;
  const isFigure = (column: number): boolean => column >= words;
  const cell = (value: string | number | undefined, column: number, bold = false): TableCell => ({
    text: typeof value === 'number' ? print(value) : (value ?? ''),
    alignment: isFigure(column) ? 'right' : 'left',
    ...(bold && { bold }),
  });
  const sums = sum !== undefined && rows.length > 0;
  const total = (column: number): number | undefined =>
    column < (sumTo ?? head.length) ? rows.reduce((all, row) => all + Number(row[column] ?? 0), 0) : undefined;
  const empty: TableCell[] = [{ text: none, colSpan: head.length }, ...head.slice(1).map(() => '')];
  const body: TableCell[][] = [
    head.map((text, column) => cell(text, column, true)),
    ...(rows.length === 0 ? [empty] : rows.map((row) => head.map((_, column) => cell(row[column], column)))),
    ...(sums
      ? [head.map((_, column) => cell(isFigure(column) ? total(column) : column === 0 ? sum : '', column, true))]
      : []),
  ];
  const width = (column: number): number => (column === head.length - 1 ? lastWidth : figureWidth);
  const widths = head.map((_, column) => (isFigure(column) ? width(column) : (wordWidths[column] ?? '*')));
  if (words > 1 && sums) {
    const spanned: TableCell[] = [{ text: sum, colSpan: words, bold: true }, ...wordWidths.slice(1).map(() => '')];
    body[body.length - 1]?.splice(0, words, ...spanned);
  }
  return {
    table: { headerRows: 1, keepWithHeaderRows: 2, dontBreakRows: true, widths, body },
    layout: ruled(sums),
    margin: [0, 0, 0, 13],
  };
};
