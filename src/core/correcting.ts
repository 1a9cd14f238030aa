import { StationFault } from '../contract/fault.ts';
import type { CrossingRecord } from '../domain/crossing-record.ts';
import type { CorrectionChanges } from '../domain/crossing.ts';
import { ageOn } from '../domain/age.ts';
import { isIin } from '../domain/document/iin.ts';
import { completeDocument } from '../domain/document/complete-document.ts';
import type { TravelDocument } from '../domain/document/travel-document.ts';
import type { CorrectionBody, CorrectionPersonal } from '../domain/log-bodies.ts';

/** The members of the body that follow from the document, so that a corrected birth date corrects the tally too. */
const derived = (document: TravelDocument, day: string): CorrectionBody['changes'] => ({
  citizenship: document.citizenship,
  issuer: document.issuer,
  documentType: document.type,
  sex: document.sex,
  birthYear: Number(document.birthDate.slice(0, 4)),
  age: ageOn(document.birthDate, day),
  iin: document.personalNumber !== undefined && isIin(document.personalNumber),
});

/** The entry that lays `changes` over a crossing. Throws `bad-input` with the field where the document would no longer be whole. */
export const correctionDraft = (
  record: CrossingRecord,
  changes: CorrectionChanges,
  reason: string,
  officer: string,
  confirmedBy?: string,
): { body: CorrectionBody; personal: CorrectionPersonal } => {
  const { action, document: fields, circumstances: { plate, ...circumstances } = {}, remarks } = changes;
  if (action && (record.body.action === 'refer' || record.resolution))
    throw new StationFault('bad-input', { field: 'action' });
  let laid: CorrectionBody['changes'] = { ...circumstances, ...(action && { action }) };
  if (fields) {
    if (!record.personal) throw new StationFault('no-such-entry', { detail: 'erased' });
    const merged = completeDocument({ ...record.personal.document, ...fields });
    if ('field' in merged) throw new StationFault('bad-input', { field: merged.field });
    laid = { ...laid, ...derived(merged.document, record.day) };
  }
  return {
    body: { of: record.seq, officer, ...(confirmedBy && { confirmedBy }), changes: laid },
    personal: {
      reason,
      ...(fields && { document: fields }),
      ...(plate !== undefined && { plate }),
      ...(remarks !== undefined && { remarks }),
    },
  };
};
