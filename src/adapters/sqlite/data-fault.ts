export type DataFaultCode =
  | 'missing'
  | 'read-only'
  | 'locked'
  | 'no-key'
  | 'wrong-key'
  | 'not-a-database'
  | 'not-encrypted'
  | 'newer'
  | 'damaged'
  | 'disk-full'
  | 'disk-failed'
  | 'called-off';

/** What a desk's data cannot be opened or kept for; `message` says it in English for the command line and the logs. */
export class DataFault extends Error {
  override readonly name = 'DataFault';
  readonly code: DataFaultCode;
  /** Facts for a translated sentence: paths, versions, the other process. */
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(code: DataFaultCode, message: string, facts: Record<string, string | number> = {}, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.facts = facts;
  }
}
