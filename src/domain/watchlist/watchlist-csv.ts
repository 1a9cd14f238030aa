import { readTypedDate } from '../document/typed-date.ts';
import { readTypedState } from '../document/typed-state.ts';
import { cellsByColumn, columnsOf, csvRows, separatorOf, type CsvRow } from '../csv-rows.ts';
import type { WatchlistEntry } from './watchlist-entry.ts';

export type WatchlistCsv = {
  readonly entries: readonly WatchlistEntry[];
  readonly problems: readonly { readonly line: number; readonly code: string }[];
};

type Column = 'id' | 'names' | 'birthDate' | 'documentNumbers' | 'citizenship' | 'reason';

/** Headings as lists in use have them, letters only. */
const headings = new Map<string, Column>(
  Object.entries({
    id: 'id',
    name: 'names',
    names: 'names',
    фио: 'names',
    birthdate: 'birthDate',
    dob: 'birthDate',
    датарождения: 'birthDate',
    document: 'documentNumbers',
    documents: 'documentNumbers',
    documentnumber: 'documentNumbers',
    documentnumbers: 'documentNumbers',
    number: 'documentNumbers',
    документ: 'documentNumbers',
    citizenship: 'citizenship',
    nationality: 'citizenship',
    гражданство: 'citizenship',
    reason: 'reason',
    основание: 'reason',
  } satisfies Record<string, Column>),
);

type Cells = Partial<Record<Column, string>>;

/** Several values of one cell are parted by `|`. */
const several = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split('|')
    .map((value) => value.trim())
    .filter(Boolean);

const readRow = (cells: Cells, line: number): WatchlistEntry | string => {
  const names = several(cells.names);
  const documentNumbers = several(cells.documentNumbers);
  if (names.length === 0 && documentNumbers.length === 0) return 'nothing-to-match';
  // Two digits of a year would need a guess at the century.
  const date =
    cells.birthDate && /\d{4}/.test(cells.birthDate) ? readTypedDate(cells.birthDate, 'past', '2099-12-31') : undefined;
  if (cells.birthDate && date === undefined) return 'bad-date';
  const citizenship = cells.citizenship ? readTypedState(cells.citizenship) : undefined;
  if (cells.citizenship && citizenship === undefined) return 'unknown-state';
  if (documentNumbers.length === 0 && date === undefined) return 'name-without-birth-date';
  return {
    id: cells.id || `line-${line}`,
    names,
    documentNumbers,
    reason: cells.reason ?? '',
    ...(date === undefined ? {} : { birthDate: date }),
    ...(citizenship === undefined ? {} : { citizenship }),
  };
};

/**
 * Reads a watchlist: a header line, then an entry a line, parted by `;` or `,`. Faulty lines are left out and named by number;
 * a file without a header that names persons or numbers gives nothing but `no-header`.
 */
export const parseWatchlistCsv = (text: string): WatchlistCsv => {
  const plain = text.replace(/^\uFEFF/, '');
  const [head, ...rows] = csvRows(plain, separatorOf(plain));
  const columns = columnsOf(head?.cells ?? [], headings);
  if (!columns.includes('names') && !columns.includes('documentNumbers')) {
    return { entries: [], problems: [{ line: 1, code: 'no-header' }] };
  }
  const entries: WatchlistEntry[] = [];
  const problems: { line: number; code: string }[] = [];
  const seen = new Set<string>();
  const take = ({ line, cells }: CsvRow): string | undefined => {
    if (!cells) return 'open-quote';
    if (cells.length > columns.length) return 'too-many-columns';
    const entry = readRow(cellsByColumn(cells, columns), line);
    if (typeof entry === 'string') return entry;
    if (seen.has(entry.id)) return 'repeated-id';
    seen.add(entry.id);
    entries.push(entry);
    return undefined;
  };
  for (const row of rows) {
    const code = take(row);
    if (code) problems.push({ line: row.line, code });
  }
  return { entries, problems };
};
