import type { CrossingRecord } from '../domain/crossing-record.ts';
import type { PartialDocument } from '../domain/document/travel-document.ts';
import type { SearchQuery } from '../domain/look-up.ts';

/** People found in the log, newest crossing first. */
export type PersonSearch = {
  /** Crossings that answer a query, with any usual spelling and ending of a name. */
  find(query: SearchQuery, limit: number): CrossingRecord[];
  /** The same where a name may be one slip of the hand away. */
  findNear(query: SearchQuery, limit: number): CrossingRecord[];
  /** Every crossing of the person of a document, under other documents too. */
  historyOf(document: PartialDocument, limit: number): CrossingRecord[];
};
