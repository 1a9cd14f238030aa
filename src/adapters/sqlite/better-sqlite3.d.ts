// The package's own types are not named in its "exports"; this is the part of them that we use.
declare module 'better-sqlite3' {
  type Value = number | bigint | string | Uint8Array | null;
  type Progress = { totalPages: number; remainingPages: number };

  export type Statement<Bind extends unknown[] = Value[], Row = unknown> = {
    run(...values: Bind): { changes: number; lastInsertRowid: number | bigint };
    get(...values: Bind): Row | undefined;
    all(...values: Bind): Row[];
    iterate(...values: Bind): IterableIterator<Row>;
    /** The first column alone. */
    pluck(): Statement<Bind, Row>;
    /** Rows as arrays. */
    raw(): Statement<Bind, Row>;
  };

  export type Transaction<Given extends unknown[], Result> = ((...given: Given) => Result) & {
    immediate(...given: Given): Result;
  };

  export default class Database {
    constructor(file: string, options?: { readonly?: boolean; fileMustExist?: boolean; timeout?: number });
    readonly open: boolean;
    readonly readonly: boolean;
    readonly inTransaction: boolean;
    prepare<Bind extends unknown[] = Value[], Row = unknown>(sql: string): Statement<Bind, Row>;
    transaction<Given extends unknown[], Result>(work: (...given: Given) => Result): Transaction<Given, Result>;
    exec(sql: string): this;
    pragma(text: string, options?: { simple?: boolean }): unknown;
    backup(file: string, options?: { progress?: (state: Progress) => number }): Promise<Progress>;
    close(): this;
  }
}
