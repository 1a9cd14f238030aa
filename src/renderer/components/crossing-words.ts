import type { CrossingRow } from '../../contract/views.ts';
import type { PartialDocument } from '../../domain/document/travel-document.ts';
import type { Meaning } from './verdict.ts';

type OutcomeWord = { readonly meaning: Meaning; readonly key: string };

const words = {
  admit: { meaning: 'calm', key: 'action.admit' },
  refer: { meaning: 'second', key: 'action.refer' },
  refuse: { meaning: 'refusal', key: 'action.refuse' },
} as const satisfies Record<string, OutcomeWord>;

/** What became of the traveller in the end, as a word and a shape. */
export const outcomeOf = (row: CrossingRow): OutcomeWord =>
  row.voided ? { meaning: 'none', key: 'action.void' } : words[row.resolution?.action ?? row.body.action];

/** `ЩЕРБАКОВА Ю.Ю.` in the document's own letters where it has them. */
export const documentName = (document: PartialDocument): string => {
  const { surname = '', givenNames, patronymic } = document.nativeName ?? document;
  const initials = [givenNames, patronymic].flatMap((name) => (name ? [`${name.charAt(0)}.`] : []));
  return `${surname} ${initials.join('')}`.trim();
};

/** The name of who crossed; empty once retention has erased it. */
export const travellerName = (row: CrossingRow): string => (row.personal ? documentName(row.personal.document) : '');
