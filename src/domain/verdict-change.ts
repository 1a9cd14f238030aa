import type { CorrectionChanges, CrossingBody, CrossingPersonal } from './crossing.ts';

type Recorded = { readonly day: string; readonly body: CrossingBody; readonly personal?: CrossingPersonal | undefined };

/** Fields of a document that decide whether somebody may cross. */
const decisive = ['number', 'birthDate', 'citizenship', 'issueDate', 'expiryDate'] as const;

/** True where the verdict, or whom it was given to, would be another one: that takes two. */
export const changesVerdict = ({ day, body, personal }: Recorded, changes: CorrectionChanges): boolean => {
  const { action, circumstances, document } = changes;
  const isOther = <T>(now: T | undefined, was: T | undefined): boolean => now !== undefined && now !== was;
  return (
    isOther(action, body.action) ||
    // Rules, days of stay and validity are weighed by the local day; the time within it changes none of them.
    isOther(changes.day, day) ||
    isOther(circumstances?.direction, body.direction) ||
    decisive.some((field) => isOther(document?.[field], personal?.document[field]))
  );
};
