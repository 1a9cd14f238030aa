import { readTypedDate } from '../document/typed-date.ts';
import { readTypedState } from '../document/typed-state.ts';
import { cellsByColumn, columnsOf, eachCsvRow, separatorOf, type CsvRow } from '../csv-rows.ts';
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

/** A line of a list: what it says, or why it is left out. */
export type WatchlistLine =
  { readonly line: number; readonly entry: WatchlistEntry } | { readonly line: number; readonly code: string };

/**
 * Reads a watchlist line by line: a header, then an entry a line, parted by `;` or `,`. Faulty lines are named by number;
 * a file without a header that names persons or numbers gives nothing but `no-header`.
 */
export const watchlistLines = function* (text: string): Generator<WatchlistLine> {
  const plain = text.replace(/^\uFEFF/, '');
  const rows = eachCsvRow(plain, separatorOf(plain));
  const head = rows.next();
  const columns = columnsOf((head.done === true ? undefined : head.value.cells) ?? [], headings);
  if (!columns.includes('names') && !columns.includes('documentNumbers')) {
    yield { line: 1, code: 'no-header' };
    return;
  }
  const seen = new Set<string>();
  const read = ({ line, cells }: CsvRow): WatchlistEntry | string => {
    if (!cells) return 'open-quote';
    if (cells.length > columns.length) return 'too-many-columns';
    const entry = readRow(cellsByColumn(cells, columns), line);
    if (typeof entry === 'string') return entry;
    if (seen.has(entry.id)) return 'repeated-id';
    seen.add(entry.id);
    return entry;
  };
  for (const row of rows) {
    const entry = read(row);
    yield typeof entry === 'string' ? { line: row.line, code: entry } : { line: row.line, entry };
  }
};

/** The whole list at once. */
export const parseWatchlistCsv = (text: string): WatchlistCsv => {
  const entries: WatchlistEntry[] = [];
  const problems: { line: number; code: string }[] = [];
  for (const one of watchlistLines(text)) {
    if ('entry' in one) entries.push(one.entry);
    else problems.push(one);
  }
  return { entries, problems };
};
