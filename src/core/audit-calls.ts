import type { CallValue } from '../contract/station.ts';
import type { LookedUpBody, LookedUpPersonal } from '../domain/look-up.ts';
import { lookUpCsv } from '../domain/look-up-csv.ts';
import { localDay, localTime } from '../domain/local-time.ts';
import type { StoredEntry } from '../domain/log.ts';
import { badgeOf, type Caller, type Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Journal } from './journal.ts';
import type { Ports } from './ports.ts';

type Parts = { readonly ports: Ports; readonly desk: Desk; readonly journal: Journal };
type Wanted = Omit<CallValue<'lookUpsFile'>, 'language'>;
type Row = Awaited<ReturnType<Handlers['lookUps']>>[number];

const notesAtOnce = 200;
/** A file of more would be read by nobody; a narrower period is. */
const mostInFile = 20_000;
const plain = (text: string): string => text.toLowerCase().replace(/[\s-]/g, '');

/** Who looked at whom. Looking there is itself an entry: who, by which filters, and how many were shown. */
export const auditCalls = ({ ports, desk, journal }: Parts): Pick<Handlers, 'lookUps' | 'lookUpsFile'> => {
  const peopleOf = (seq: number): { readonly said: string; readonly keys: string }[] => {
    const document = ports.log.crossing(seq)?.personal?.document;
    if (!document) return [];
    const { surname, givenNames } = document.nativeName ?? document;
    const told = [document.number, document.personalNumber, document.surname, document.givenNames, surname, givenNames];
    return [{ said: `${surname} ${givenNames}, ${document.birthDate}`, keys: plain(told.filter(Boolean).join('|')) }];
  };
  const rowOf = ({ seq, at, body, personal }: StoredEntry, person: string): Row | undefined => {
    const { officer, reason, by, results } = body as LookedUpBody;
    const told = personal?.value as LookedUpPersonal | undefined;
    const seen = told?.found.flatMap(peopleOf) ?? [];
    const isMeant =
      person === '' || plain(told?.query ?? '').includes(person) || seen.some(({ keys }) => keys.includes(person));
    if (!isMeant) return undefined;
    const people = [...new Set(seen.map(({ said }) => said))].slice(0, 3);
    const base = { seq, at, officer, reason, by: [...by], results, people };
    return { ...base, ...(told && { query: told.query }), ...(told?.note && { note: told.note }) };
  };
  /** Newest first, until there are enough or the period is over. */
  const find = ({ officer, person = '', from = '', to = '9999' }: Wanted, limit: number, before?: number): Row[] => {
    const { zone } = desk.post();
    const rows: Row[] = [];
    let last = before;
    for (;;) {
      const notes = ports.evidence.notes('looked-up', notesAtOnce, last);
      for (const note of notes) {
        const day = localDay(Date.parse(note.at), zone);
        if (day < from || rows.length === limit) return rows;
        const isTheirs = officer === undefined || (note.body as LookedUpBody).officer === officer;
        const row = isTheirs && day <= to ? rowOf(note, plain(person)) : undefined;
        if (row) rows.push(row);
      }
      if (notes.length < notesAtOnce) return rows;
      last = notes.at(-1)?.seq;
    }
  };
  const note = (caller: Caller, { person, ...others }: Wanted, results: number, file: boolean): void => {
    const filters = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
    journal.append({
      kind: 'audit-viewed',
      body: { officer: badgeOf(caller), filters: { ...filters, person: person !== undefined }, file, results },
      ...(person !== undefined && { personal: { person } }),
    });
  };
  return {
    lookUps: ({ limit, before, ...wanted }, caller) => {
      const rows = find(wanted, limit, before);
      // Written before it is shown; the next page of the same list is the same look.
      if (before === undefined) note(caller, wanted, rows.length, false);
      return rows;
    },
    lookUpsFile: ({ language, ...wanted }, caller) => {
      const { zone, id } = desk.post();
      const rows = find(wanted, mostInFile);
      note(caller, wanted, rows.length, true);
      const lines = rows.map((row) => {
        const instant = Date.parse(row.at);
        return {
          ...row,
          at: `${localDay(instant, zone)} ${localTime(instant, zone)}`,
          reason: [row.reason, row.note].filter(Boolean).join(': '),
        };
      });
      const period = [wanted.from, wanted.to].filter(Boolean).join('-') || desk.today();
      return {
        fileName: `look-ups-${id}-${period}.csv`,
        mediaType: 'text/csv',
        base64: ports.base64.ofText(lookUpCsv(lines, language)),
      };
    },
  };
};
