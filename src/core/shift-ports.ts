import type { StoredEntry } from '../domain/log.ts';
import type { Language } from '../domain/tally-words.ts';
import type { CrossingProof } from '../domain/crossing-proof.ts';

/** Kinds of entries that are few and asked for by themselves. */
export type NoteKind = 'shift-opened' | 'shift-closed' | 'looked-up';

/** The log as evidence: what is signed, and what was said of a crossing. */
export type Evidence = {
  /** Hashes of the entries from one sequence to another, both inclusive, ascending. */
  hashes(fromSeq: number, toSeq: number): Iterable<string>;
  /** Entries of a kind, newest first. */
  notes(kind: NoteKind, limit: number, beforeSeq?: number): StoredEntry[];
  /** The first entry of a kind after a sequence. */
  noteAfter(kind: NoteKind, seq: number): StoredEntry | undefined;
  /** Entries laid over the crossings of a range, ascending, those after `afterSeq` alone. */
  laidOver(fromSeq: number, toSeq: number, afterSeq?: number): StoredEntry[];
};

/** Papers that prove. Bytes of the file. */
export type EvidencePrinter = {
  proofPdf(
    proof: CrossingProof,
    heading: { post: string; zone: string; printedAt: string },
    language: Language,
  ): Promise<Uint8Array>;
};

/** Puts the data of a paper and the station's signature over the whole file into a PDF, where no viewer shows them. */
export type SealPaper = (pdf: Uint8Array, data: unknown) => Uint8Array;
