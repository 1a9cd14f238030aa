import { comparableNames, nameKey } from './name-key.ts';
import { readPersonalNumber } from './personal-number.ts';
import type { PartialDocument } from './travel-document.ts';

const compact = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Keys by which one person is found again: issuer and number; personal number where its scheme is known and holds (cards of
 * some states keep other things in that field); normalised surname and given names with birth date and citizenship. Two
 * documents of one person share a key; a shared name key alone is a proposal.
 */
export const personKeys = (document: PartialDocument): string[] => {
  const { issuer, number, personalNumber, birthDate, citizenship } = document;
  const keys: string[] = [];
  if (issuer && number) keys.push(`document ${issuer} ${compact(number)}`);
  const personal = personalNumber === undefined ? undefined : readPersonalNumber(issuer, compact(personalNumber));
  if (personal?.codes.length === 0) keys.push(`personal ${personal.scheme} ${personal.value}`);
  const { surname, givenNames } = comparableNames(document);
  const name = `${nameKey(surname)} ${nameKey(givenNames)}`;
  if (name !== ' ' && birthDate?.length === 10 && citizenship) keys.push(`name ${name} ${birthDate} ${citizenship}`);
  return keys;
};
