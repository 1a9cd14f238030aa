import { StationFault } from '../contract/fault.ts';
import type { CallValue } from '../contract/station.ts';
import type { CrossingRecord } from '../domain/crossing-record.ts';
import { personKeys } from '../domain/document/person-keys.ts';
import {
  kindsOf,
  readLookUp,
  wordedLookUpReasons,
  type LookedUpBody,
  type LookedUpPersonal,
  type LookUpKind,
} from '../domain/look-up.ts';
import { badgeOf, type Caller, type Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Journal } from './journal.ts';
import type { Ports } from './ports.ts';

type Parts = { readonly ports: Ports; readonly desk: Desk; readonly journal: Journal };
type Reason = CallValue<'lookUp'>['reason'];

const crossingsShown = 60;
const historyShown = 500;
/** Of whom an audit still can tell who was seen. */
const foundKept = 20;

/** Crossings by person: those that share a document, a personal number, or name with birth date and citizenship. */
const byPerson = (records: readonly CrossingRecord[]): CrossingRecord[][] => {
  const groups: { keys: Set<string>; rows: CrossingRecord[] }[] = [];
  for (const record of records) {
    const keys = record.personal ? personKeys(record.personal.document) : [];
    const [first, ...others] = groups.filter((group) => keys.some((key) => group.keys.has(key)));
    const group = first ?? { keys: new Set<string>(), rows: [] };
    if (!first) groups.push(group);
    group.rows.push(record);
    for (const key of keys) group.keys.add(key);
    for (const other of others) {
      group.rows.push(...other.rows);
      for (const key of other.keys) group.keys.add(key);
      groups.splice(groups.indexOf(other), 1);
    }
  }
  return groups.map(({ rows }) => rows.toSorted((a, b) => b.seq - a.seq));
};

/** Somebody looked for by an officer. */
export const lookUpCalls = ({ ports, desk, journal }: Parts): Pick<Handlers, 'lookUp' | 'personHistory'> => {
  const mustSayWhy = ({ code, note }: Reason): void => {
    if (wordedLookUpReasons.includes(code) && !note) throw new StationFault('reason-needed', { field: 'note' });
  };
  /** Written before anything is shown: where the log cannot take it, nobody is looked at. */
  const note = (
    caller: Caller,
    { code, note: words }: Reason,
    by: readonly LookUpKind[],
    query: string,
    found: readonly CrossingRecord[],
  ): void => {
    const body: LookedUpBody = { officer: badgeOf(caller), reason: code, by: [...by], results: found.length };
    const seqs = found.slice(0, foundKept).map(({ seq }) => seq);
    const personal: LookedUpPersonal = { query, ...(words && { note: words }), found: seqs };
    journal.append({ kind: 'looked-up', body, personal });
  };

  return {
    lookUp: ({ text, reason }, caller) => {
      mustSayWhy(reason);
      const queries = readLookUp(text, desk.today());
      const found = new Map<number, CrossingRecord>();
      const by = new Set<LookUpKind>();
      const take = (find: Ports['people']['find']): void => {
        for (const query of queries) {
          if (found.size > crossingsShown) return;
          const records = find(query, crossingsShown + 1);
          if (records.length > 0) for (const kind of kindsOf(query)) by.add(kind);
          for (const record of records) found.set(record.seq, record);
        }
      };
      take(ports.people.find);
      const near = found.size === 0;
      if (near) take(ports.people.findNear);
      const kinds = by.size > 0 ? [...by] : [...new Set(queries.flatMap(kindsOf))];
      const records = [...found.values()].toSorted((a, b) => b.seq - a.seq);
      const shown = records.slice(0, crossingsShown);
      note(caller, reason, kinds, text, shown);
      return {
        by: kinds,
        near: near && shown.length > 0,
        more: records.length > shown.length,
        people: byPerson(shown),
      };
    },
    personHistory: ({ seq, reason }, caller) => {
      mustSayWhy(reason);
      const document = ports.log.crossing(seq)?.personal?.document;
      if (!document) throw new StationFault('no-such-entry');
      const rows = ports.people.historyOf(document, historyShown);
      note(caller, reason, ['history'], `#${seq}`, rows);
      return rows;
    },
  };
};
