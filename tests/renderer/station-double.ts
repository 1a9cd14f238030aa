import type { CallName, EventName, StationClient } from '../../src/contract/station.ts';
import type { CrossingRow, LaneCase, StationState } from '../../src/contract/views.ts';
import type { Outcome } from '../../src/domain/finding.ts';
import type { Role } from '../../src/domain/officer.ts';
import { decisionFor, pack, pnrus, post, specimen } from './double-cases.ts';

/** A station in memory for stores and for looking at views: it keeps what it is told and decides by the text of a scan. */
export type StationDouble = StationClient & {
  readonly calls: { readonly name: CallName; readonly input: unknown }[];
  readonly rows: CrossingRow[];
  emit(name: EventName, data: unknown): void;
};

export const createStationDouble = (now: () => number = () => Date.parse('2026-11-22T09:12:00Z')): StationDouble => {
  const calls: { name: CallName; input: unknown }[] = [];
  const rows: CrossingRow[] = [];
  const listeners = new Map<EventName, Set<(data: never) => void>>();
  const cases = new Map<string, LaneCase>();
  let caseCount = 0;
  let state: StationState = {
    phase: 'signed-out',
    version: '0.1.0',
    demo: true,
    now: new Date(now()).toISOString(),
    station: { id: 'demo-1', post, lane: '3' },
    pack: { ...pack, from: '2026-07-01' },
    watchlist: { entries: 412, updatedAt: '2026-11-22T06:00:00Z' },
    inbox: { waiting: 0 },
    sync: {
      connected: true,
      url: 'https://centre.example',
      unsent: 12,
      unsentSince: '2026-11-22T08:40:00Z',
      busy: false,
    },
  };
  const emit = (name: EventName, data: unknown): void => {
    for (const listener of listeners.get(name) ?? []) listener(data as never);
  };

  const park = (text: string, circumstances: LaneCase['circumstances']): LaneCase => {
    const advice: Outcome = text.includes('WANTED') ? 'second-line' : text.includes('CHECK') ? 'warn' : 'ok';
    const missing = text.includes('TORN') ? ['birthDate', 'sex'] : [];
    const parked: LaneCase = {
      id: `case-${++caseCount}`,
      reading: {
        source: 'mrz',
        format: 'PNRUS',
        text,
        document: specimen,
        problems: advice === 'warn' ? [{ field: 'birthDate', code: 'check-digit' }] : [],
        vouchedBy: {
          number: 'check-digit',
          birthDate: 'check-digit',
          citizenship: 'state-list',
          issueDate: 'composite',
          issuingUnit: 'composite',
        },
      },
      document: missing.length ? { ...specimen, birthDate: undefined, sex: undefined } : specimen,
      missing,
      circumstances,
      ...(missing.length === 0 && { decision: decisionFor(advice) }),
      history: {
        asOf: '2026-11-22T09:00:00Z',
        events: [
          { at: '2026-11-04T07:00:00Z', direction: 'exit', post: 'zhaisan' },
          { at: '2026-10-14T11:00:00Z', direction: 'entry', post: 'syrym' },
          { at: '2026-08-11T11:00:00Z', direction: 'exit', post: 'zhaisan' },
        ],
        ...(text.includes('NEAR') && { neighbours: { desks: 3, asOf: '2026-11-22T09:11:00Z' } }),
      },
      ...(text.includes('AGAIN') && { repeatOf: { seq: 3, at: '2026-11-22T09:05:00Z' } }),
    };
    cases.set(parked.id, parked);
    return parked;
  };

  const row = (parked: LaneCase, action: 'admit' | 'refer' | 'refuse', remarks?: string): CrossingRow => ({
    stationId: 'demo-1',
    seq: rows.length + 1,
    at: new Date(now()).toISOString(),
    day: '2026-11-22',
    hour: 14,
    body: {
      ...parked.circumstances,
      ...{ action, post: 'zhaisan', lane: '3', officer: 'O300', citizenship: 'RUS', issuer: 'RUS' },
      ...{
        documentType: 'internal-passport',
        documentFormat: 'PNRUS',
        capture: 'mrz',
        sex: 'F',
        birthYear: 1990,
        age: 36,
      },
      ...{ iin: false, pack, advice: parked.decision?.advice ?? 'ok', findings: [], seconds: 7 },
    },
    personal: { document: specimen as never, ...(remarks && { remarks }) },
    corrections: 0,
    voided: false,
  });

  const roles: Record<string, Role> = { O300: 'officer', S200: 'supervisor', A100: 'administrator' };
  const answers: Partial<Record<CallName, (input: never) => unknown>> = {
    state: () => state,
    posts: () => [post],
    signIn: ({ badge }: { badge: string }) => {
      const role = roles[badge.toUpperCase()];
      if (!role) throw new Error('bad-credentials');
      state = { ...state, phase: 'ready', officer: { badge, name: 'А. Сейітқызы', role, active: true } };
      return state;
    },
    signOut: () => (state = { ...state, phase: 'signed-out' }),
    read: ({ scan, circumstances }: { scan: { payload: string }; circumstances: LaneCase['circumstances'] }) =>
      scan.payload.includes('MILK')
        ? {
            readings: [
              {
                source: 'barcode',
                format: 'EAN13',
                text: '4600702077001',
                problems: [{ field: 'barcode', code: 'not-a-document' }],
              },
            ],
          }
        : { readings: [], parked: park(scan.payload, circumstances) },
    enter: ({ caseId, circumstances }: { caseId?: string; circumstances: LaneCase['circumstances'] }) => {
      if (caseId) cases.delete(caseId);
      return { problems: [], parked: park(pnrus, circumstances) };
    },
    weigh: ({ caseId, circumstances }: { caseId: string; circumstances: LaneCase['circumstances'] }) => ({
      ...cases.get(caseId),
      circumstances,
    }),
    record: ({ caseId, action, remarks }: { caseId: string; action: 'admit'; remarks?: string }) => {
      const parked = cases.get(caseId);
      if (!parked) throw new Error('no-such-case');
      cases.delete(caseId);
      const made = row(parked, action, remarks);
      rows.unshift(made);
      emit('log', { seq: made.seq });
      return made;
    },
    discard: ({ caseId }: { caseId: string }) => (cases.delete(caseId), {}),
    recent: () => rows.slice(0, 14),
    secondLine: () => rows.filter(({ body }) => body.action === 'refer'),
  };

  return {
    calls,
    rows,
    emit,
    call: async (name, input) => {
      calls.push({ name, input });
      const answer = answers[name];
      if (!answer) return { ok: false, fault: { code: 'unknown-call' } };
      try {
        return { ok: true, value: answer(input as never) as never };
      } catch (error) {
        return { ok: false, fault: { code: (error as Error).message as 'internal' } };
      }
    },
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener as (data: never) => void));
      return () => void set.delete(listener as (data: never) => void);
    },
  };
};
