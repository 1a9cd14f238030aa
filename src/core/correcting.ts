import { StationFault } from '../contract/fault.ts';
import type { CrossingRecord } from '../domain/crossing-record.ts';
import type { CorrectionChanges } from '../domain/crossing.ts';
import { ageOn } from '../domain/age.ts';
import { isIin } from '../domain/document/iin.ts';
import { completeDocument } from '../domain/document/complete-document.ts';
import type { TravelDocument } from '../domain/document/travel-document.ts';
import { instantAt, localClock, localDay } from '../domain/local-time.ts';
import type { CorrectionBody, CorrectionPersonal } from '../domain/log-bodies.ts';

/** Where and when a correction is made: the zone of the crossing's post, and now, epoch milliseconds. */
type Place = { readonly zone: string; readonly now: number };
type Said = { readonly reason: string; readonly officer: string; readonly confirmedBy: string | undefined };

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The instant a crossing is moved to; nothing where it stays. Throws `bad-input` for a day there is not, and for one to come. */
const movedTo = ({ at, day }: CrossingRecord, changes: CorrectionChanges, { zone, now }: Place): string | undefined => {
  if (changes.day === undefined && changes.time === undefined) return undefined;
  const clock = changes.time === undefined ? localClock(Date.parse(at), zone) : minutes(changes.time) * 60_000;
  const instant = instantAt(changes.day ?? day, clock, zone);
  if (instant === undefined || instant > now) {
    throw new StationFault('bad-input', { field: changes.day === undefined ? 'time' : 'day' });
  }
  return instant === Date.parse(at) ? undefined : new Date(instant).toISOString();
};

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
  { reason, officer, confirmedBy }: Said,
  place: Place,
): { body: CorrectionBody; personal: CorrectionPersonal } => {
  const { action, document: fields, circumstances: { plate, ...circumstances } = {}, remarks } = changes;
  if (action && (record.body.action === 'refer' || record.resolution))
    throw new StationFault('bad-input', { field: 'action' });
  const at = movedTo(record, changes, place);
  const day = at === undefined ? record.day : localDay(Date.parse(at), place.zone);
  let laid: CorrectionBody['changes'] = { ...circumstances, ...(action && { action }) };
  if (fields) {
    if (!record.personal) throw new StationFault('no-such-entry', { detail: 'erased' });
    const merged = completeDocument({ ...record.personal.document, ...fields });
    if ('field' in merged) throw new StationFault('bad-input', { field: merged.field });
    laid = { ...laid, ...derived(merged.document, day) };
  } else if (day !== record.day && record.personal) {
    laid = { ...laid, age: ageOn(record.personal.document.birthDate, day) };
  }
  return {
    body: {
      of: record.seq,
      officer,
      ...(confirmedBy && { confirmedBy }),
      ...(at !== undefined && { at }),
      changes: laid,
    },
    personal: {
      reason,
      ...(fields && { document: fields }),
      ...(plate !== undefined && { plate }),
      ...(remarks !== undefined && { remarks }),
    },
  };
};
