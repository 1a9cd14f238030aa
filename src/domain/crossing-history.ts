import { foldCrossing, type CrossingRecord } from './crossing-record.ts';
import { localTime } from './local-time.ts';
import type { StoredEntry } from './log.ts';

/** One thing said of a crossing; `from` and `to` as they are recorded, codes and not words. */
export type HistoryStep = {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly officer: string;
  readonly confirmedBy?: string;
  readonly reason?: string;
  readonly changes: readonly { readonly field: string; readonly from?: string; readonly to?: string }[];
};

/** Follow from others, so that showing them too would say everything twice. */
const derived: ReadonlySet<string> = new Set(['age', 'birthYear', 'iin', 'findings', 'pack', 'stay', 'seconds']);

const flat = (value: unknown, path: string, into: Map<string, string>): void => {
  if (value === undefined) return;
  if (value === null || typeof value !== 'object') return void into.set(path, String(value));
  for (const [name, one] of Object.entries(value)) {
    if (!derived.has(name)) flat(one, path === '' ? name : `${path}.${name}`, into);
  }
};

const fieldsOf = (record: CrossingRecord, zone: string): Map<string, string> => {
  const { at, day, body, personal, voided, resolution } = record;
  const fields = new Map([
    ['day', day],
    ['time', localTime(Date.parse(at), zone)],
  ]);
  flat(body, '', fields);
  const { document, plate, remarks } = personal ?? {};
  flat({ ...document, plate, remarks }, '', fields);
  flat({ voided: voided || undefined, result: resolution?.action }, '', fields);
  return fields;
};

const reasonOf = ({ body, personal }: StoredEntry): string | undefined => {
  const words = personal?.value['reason'] ?? personal?.value['note'];
  const code = (body['reason'] as { code?: string } | undefined)?.code;
  const parts = [code, typeof words === 'string' ? words : undefined].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(': ') : undefined;
};

/** What was said of a crossing, from its entry and those laid over it, ascending. */
export const crossingHistory = (entry: StoredEntry, later: readonly StoredEntry[], zone: string): HistoryStep[] => {
  const step = (one: StoredEntry, changes: HistoryStep['changes']): HistoryStep => {
    const { seq, at, kind, body } = one;
    const reason = reasonOf(one);
    const confirmedBy = body['confirmedBy'];
    const base = { seq, at, kind, officer: String(body['officer']), changes };
    return {
      ...base,
      ...(typeof confirmedBy === 'string' && { confirmedBy }),
      ...(reason !== undefined && { reason }),
    };
  };
  let before = fieldsOf(foldCrossing(entry, [], zone), zone);
  return [
    step(entry, []),
    ...later.map((one, i) => {
      const after = fieldsOf(foldCrossing(entry, later.slice(0, i + 1), zone), zone);
      const names = [...new Set([...before.keys(), ...after.keys()])].filter(
        (name) => before.get(name) !== after.get(name),
      );
      const changes = names.map((field) => {
        const [from, to] = [before.get(field), after.get(field)];
        return { field, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
      });
      before = after;
      return step(one, changes);
    }),
  ];
};
