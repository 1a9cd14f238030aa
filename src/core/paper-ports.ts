import type { ShiftSeal } from '../domain/shift-seal.ts';

/** What something signed says of itself: its seal, or why it does not hold. */
export type SignedWord = {
  readonly kind: 'seal' | 'signed-tally' | 'proof';
  readonly reason?: string;
  readonly seal?: ShiftSeal;
  readonly publicKey?: string;
};

/** Checks what is signed without a log, as anybody could. */
export type PaperCheck = {
  /** The text of a code on a paper. */
  code(text: string): SignedWord;
  /** A PDF or JSON in Base64; `picture` where it is one, whose codes are to be read first. */
  file(base64: string): SignedWord | 'picture';
};
