import type { CrossingBody, CrossingPersonal, Reason } from './crossing.ts';
import { localDay, localHour } from './local-time.ts';
import type { StoredEntry } from './log.ts';
import type { CorrectionBody, CorrectionPersonal, ResolutionBody, ServedBody } from './log-bodies.ts';

/** A crossing as it stands now: the first entry with its corrections, its void and its second-line result laid over it. */
export type CrossingRecord = {
  readonly stationId: string;
  readonly seq: number;
  /** When it took place: ISO 8601 instant, UTC. */
  readonly at: string;
  /** Local day of the post, `YYYY-MM-DD`, and local hour, 0–23. */
  readonly day: string;
  readonly hour: number;
  readonly body: CrossingBody;
  /** Missing once retention has erased it. */
  readonly personal?: CrossingPersonal;
  readonly corrections: number;
  /** Instants it bore before its day or time was corrected, the first as it was written down. */
  readonly movedFrom?: readonly string[];
  readonly voided: boolean;
  /** What the second line made of a referral. `minutes` from referral to result. */
  readonly resolution?: {
    readonly action: 'admit' | 'refuse';
    readonly officer: string;
    readonly at: string;
    readonly minutes: number;
    readonly reason?: Reason;
  };
  /** The form of a refusal, handed over. */
  readonly served?: Pick<ServedBody, 'signature' | 'language' | 'officer'> & { readonly at: string };
};

/** What became of the traveller in the end: the second line's word over the first's. */
export const finalAction = (record: CrossingRecord): 'admit' | 'refer' | 'refuse' =>
  record.resolution?.action ?? record.body.action;

/** When it was written down, whatever was said later of when it took place. */
export const writtenAt = ({ at, movedFrom }: CrossingRecord): string => movedFrom?.[0] ?? at;

const moved = ({ at, movedFrom = [] }: CrossingRecord, to: string, zone: string) => ({
  at: to,
  day: localDay(Date.parse(to), zone),
  hour: localHour(Date.parse(to), zone),
  movedFrom: [...movedFrom, at],
});

const corrected = (record: CrossingRecord, entry: StoredEntry, zone: string): CrossingRecord => {
  const { changes, at } = entry.body as CorrectionBody;
  const told = entry.personal?.value as CorrectionPersonal | undefined;
  const { plate, remarks } = told ?? {};
  const { personal } = record;
  return {
    ...record,
    ...(at !== undefined && moved(record, at, zone)),
    body: { ...record.body, ...changes },
    ...(personal && {
      personal: {
        ...personal,
        document: { ...personal.document, ...told?.document } as CrossingPersonal['document'],
        ...(plate !== undefined && { plate }),
        ...(remarks !== undefined && { remarks }),
      },
    }),
    corrections: record.corrections + 1,
  };
};

const resolved = (record: CrossingRecord, entry: StoredEntry): CrossingRecord => {
  const { action, officer, reason } = entry.body as ResolutionBody;
  const note = entry.personal?.value['note'];
  return {
    ...record,
    resolution: {
      action,
      officer,
      at: entry.at,
      minutes: Math.max(0, Math.round((Date.parse(entry.at) - Date.parse(writtenAt(record))) / 60_000)),
      ...(reason && { reason: { ...reason, ...(typeof note === 'string' && { note }) } }),
    },
  };
};

const served = (record: CrossingRecord, { at, body }: StoredEntry): CrossingRecord => {
  const { signature, language, officer } = body as ServedBody;
  return { ...record, served: { signature, language, officer, at } };
};

type Lay = (record: CrossingRecord, entry: StoredEntry, zone: string) => CrossingRecord;

const laidOver: Partial<Record<StoredEntry['kind'], Lay>> = {
  correction: corrected,
  resolution: resolved,
  'refusal-served': served,
  void: (record) => ({ ...record, voided: true }),
};

/** A crossing from its entry and the entries later laid over it, ascending. `zone` is the post's: its local day counts. */
export const foldCrossing = (entry: StoredEntry, later: readonly StoredEntry[], zone: string): CrossingRecord => {
  const instant = Date.parse(entry.at);
  const body = entry.body as CrossingBody;
  const personal = entry.personal?.value as CrossingPersonal | undefined;
  const first: CrossingRecord = {
    stationId: entry.stationId,
    seq: entry.seq,
    at: entry.at,
    day: localDay(instant, zone),
    hour: localHour(instant, zone),
    body,
    ...(personal && { personal }),
    corrections: 0,
    voided: false,
  };
  return later.reduce((record, one) => laidOver[one.kind]?.(record, one, zone) ?? record, first);
};
