import { StationFault } from '../contract/fault.ts';
import type { Action, Consent, CrossingBody, CrossingPersonal, GroupRef, Reason } from '../domain/crossing.ts';
import { overrideCodes, reasonCodes } from '../domain/crossing.ts';
import type { Decision } from '../domain/decision.ts';
import { ageOn } from '../domain/age.ts';
import { isIin } from '../domain/document/iin.ts';
import { rebuttalBody } from '../domain/rebuttal.ts';
import type { TravelDocument } from '../domain/document/travel-document.ts';
import type { Desk } from './desk.ts';
import type { ParkedCase } from './lane.ts';
import type { EntryDraft } from './ports.ts';

/** Whom the traveller came with; of a minor also who accompanies them and what was seen of the consent. */
type Company = { readonly group?: GroupRef; readonly accompaniedBy?: number; readonly consent?: Consent };

export type Choice = Company & { readonly action: Action; readonly reason?: Reason; readonly remarks?: string };

/** True where the officer lets in whom the station would have seen at the second line. */
const isOverride = (action: Action, decision: Decision): boolean =>
  action === 'admit' && decision.advice === 'second-line';

const isOneOf = (codes: readonly string[], reason: Reason): boolean => codes.includes(reason.code);

/** A refusal, a referral against calm advice, and an admission against the advice each need a reason from their own list. */
export const checkReason = ({ action, reason }: Choice, decision: Decision): void => {
  const overrides = isOverride(action, decision);
  const isNeeded = action === 'refuse' || overrides || (action === 'refer' && decision.advice !== 'second-line');
  if (!reason) {
    if (isNeeded) throw new StationFault('reason-needed');
    return;
  }
  if (!isOneOf(action === 'admit' ? overrideCodes : reasonCodes, reason))
    throw new StationFault('reason-needed', { field: 'reason' });
  if (reason.code === 'OTHER' && !reason.note) throw new StationFault('reason-needed', { field: 'note' });
};

/** Days past the last lawful one, as the rules found them. */
const overstayOf = ({ findings }: Decision): number =>
  Math.max(0, ...findings.map(({ params }) => Number(params['overstay'] ?? 0)));

const captureOf = (source: ParkedCase['reading']['source']): CrossingBody['capture'] =>
  source === 'none' ? 'manual' : source;

/** The log's draft of a crossing: what names nobody in the clear, what names somebody apart. */
export const crossingDraft = (
  parked: ParkedCase & { readonly decision: Decision },
  choice: Choice,
  desk: Desk,
  officer: string,
  ticks: number,
): EntryDraft => {
  checkReason(choice, parked.decision);
  const { decision, circumstances } = parked;
  const document = parked.document as TravelDocument;
  const { plate, ...open } = circumstances;
  const overstay = overstayOf(decision);
  const body: CrossingBody = {
    ...open,
    action: choice.action,
    post: desk.config().post,
    lane: desk.config().lane,
    officer,
    citizenship: document.citizenship,
    issuer: document.issuer,
    documentType: document.type,
    documentFormat: document.format,
    capture: captureOf(parked.reading.source),
    sex: document.sex,
    birthYear: Number(document.birthDate.slice(0, 4)),
    age: ageOn(document.birthDate, desk.today()),
    ...(choice.group && { group: choice.group }),
    ...(choice.accompaniedBy !== undefined && { accompaniedBy: choice.accompaniedBy }),
    ...(choice.consent && { consent: choice.consent }),
    iin: document.personalNumber !== undefined && isIin(document.personalNumber),
    pack: decision.pack,
    advice: decision.advice,
    findings: decision.findings.map(({ rule, outcome }) => ({ rule, outcome })),
    ...(decision.stay && {
      stay: {
        used: decision.stay.used,
        remaining: decision.stay.remaining,
        lastLawfulDay: decision.stay.lastLawfulDay,
      },
    }),
    ...(overstay > 0 && { overstay }),
    ...(choice.reason && { reason: { code: choice.reason.code } }),
    ...(parked.rebuttal && { rebuttal: rebuttalBody(parked.rebuttal) }),
    ...(isOverride(choice.action, decision) && { override: true }),
    seconds: Math.round((ticks - parked.startedAt) / 100) / 10,
  };
  const personal: CrossingPersonal = {
    document,
    ...(parked.reading.text && { raw: parked.reading.text }),
    ...(plate && { plate }),
    ...(choice.remarks && { remarks: choice.remarks }),
    ...(choice.reason?.note && { note: choice.reason.note }),
    ...(parked.rebuttal?.words && { rebuttal: parked.rebuttal.words }),
    findingParams: decision.findings.map(({ params }) => params),
  };
  return { kind: 'crossing', body, personal };
};
