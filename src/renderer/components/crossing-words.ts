import type { CrossingRow } from '../../contract/views.ts';
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

/** `ЩЕРБАКОВА Ю.Ю.` in the document's own letters where it has them; empty once retention has erased the name. */
export const travellerName = (row: CrossingRow): string => {
  const document = row.personal?.document;
  if (!document) return '';
  const { surname, givenNames, patronymic } = document.nativeName ?? document;
  const initials = [givenNames, patronymic].flatMap((name) => (name ? [`${name.charAt(0)}.`] : []));
  return `${surname} ${initials.join('')}`.trim();
};
