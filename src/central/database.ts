/** A value a statement may carry; arrays are for `unnest`, which both databases know. */
export type Parameter = string | number | boolean | undefined | readonly (string | number | boolean | undefined)[];
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

/** SQL knows NULL where we say `undefined`. */
export const toSql = (parameters: readonly Parameter[]): unknown[] =>
  parameters.map((value) => (Array.isArray(value) ? value.map((item) => item ?? null) : (value ?? null)));
