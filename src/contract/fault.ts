import type { FaultCode } from './station.ts';

/** A call that cannot be done, said in a word the page has a sentence for. Never carries names or document numbers. */
export class StationFault extends Error {
  override readonly name = 'StationFault';
  readonly code: FaultCode;
  readonly detail: string | undefined;
  readonly field: string | undefined;

  constructor(code: FaultCode, more: { detail?: string; field?: string } = {}) {
    super(code);
    this.code = code;
    this.detail = more.detail;
    this.field = more.field;
  }
}
