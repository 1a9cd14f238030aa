type Scalar = string | number | boolean | undefined;

/** A column of many rows for `unnest`, sent in binary where the database takes it; the statement casts it to `column[]`. */
export type Column = { readonly column: 'text' | 'bigint' | 'boolean'; readonly values: readonly Scalar[] };

/** A value a statement may carry; arrays and columns are for `ANY` and `unnest`, which both databases know. */
export type Parameter = Scalar | readonly Scalar[] | Column;
export type Row = Readonly<Record<string, unknown>>;

export type Query = (text: string, parameters?: readonly Parameter[]) => Promise<Row[]>;

/** The one seam between the centre and its database: embedded PGlite or a PostgreSQL, the same SQL on both. */
export type Database = {
  readonly kind: 'pglite' | 'postgres';
  readonly query: Query;
  /** Commits when `work` returns, rolls back when it throws. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** A start that failed for a reason a person can mend; `message` is one line that says how. */
export class StartFault extends Error {}

const isColumn = (value: Parameter): value is Column => typeof value === 'object' && 'column' in value;
const withNulls = (values: readonly Scalar[]): unknown[] => values.map((item) => item ?? null);

/** SQL knows NULL where we say `undefined`. */
export const toSql = (
  parameters: readonly Parameter[],
  ofColumn: (column: Column) => unknown = ({ values }) => withNulls(values),
): unknown[] =>
  parameters.map((value) => {
    if (typeof value !== 'object') return value ?? null;
    return isColumn(value) ? ofColumn(value) : withNulls(value);
  });
