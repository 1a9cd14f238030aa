import { isVouched } from './check-digit.ts';
import { readDate } from './mrz-dates.ts';
import { findState, widenState } from './states.ts';
import type { FieldKind } from './mrz-layout.ts';

/** What a field says, what is wrong with it (stable codes), and whether its own check digit vouches for it. */
export type FieldReading = { readonly value?: string; readonly codes: readonly string[]; readonly vouched: boolean };

const toLetter: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '8': 'B', '5': 'S', '2': 'Z' };
const lettersFor = (text: string): string => text.replace(/[01852]/g, (figure) => toLetter[figure] ?? figure);

const spaced = (text: string): string => text.replace(/<+$/, '').replace(/<+/g, ' ').trim();

const readState = (raw: string): FieldReading => {
  const code = widenState(raw);
  if (findState(code)) return { value: code, codes: [], vouched: false };
  const repaired = widenState(lettersFor(raw));
  if (findState(repaired)) return { value: repaired, codes: ['repaired'], vouched: false };
  return /^[A-Z]{3}$/.test(code)
    ? { value: code, codes: ['unknown-state'], vouched: false }
    : { codes: ['unknown-state'], vouched: false };
};

const sexes: Readonly<Record<string, string>> = { M: 'M', F: 'F', '<': 'X', X: 'X' };

const readSex = (raw: string): FieldReading => {
  const value = sexes[raw];
  return value === undefined ? { codes: ['bad-character'], vouched: false } : { value, codes: [], vouched: false };
};

const readDateField = (raw: string, check: string | undefined, kind: FieldKind, today: string): FieldReading => {
  const { date, problem } = readDate(raw, kind === 'expiry' ? 'expiry' : 'past', today);
  const vouched = check !== undefined && isVouched(raw, check);
  const codes = [...(check === undefined || vouched ? [] : ['check-digit']), ...(problem ? [problem] : [])];
  return { ...(date === undefined ? {} : { value: date }), codes, vouched };
};

const readChecked = (raw: string, check: string | undefined): FieldReading => {
  const value = spaced(raw);
  const vouched = check !== undefined && isVouched(raw, check);
  const codes = check === undefined || vouched ? [] : ['check-digit'];
  return { ...(value === '' ? {} : { value }), codes, vouched };
};

const readFixed = (raw: string, shape: RegExp, print: (text: string) => string): FieldReading =>
  shape.test(raw)
    ? { value: print(raw), codes: [], vouched: false }
    : { codes: /^<+$/.test(raw) ? [] : ['bad-character'], vouched: false };

const byKind = (kind: FieldKind, raw: string, check: string | undefined, today: string): FieldReading => {
  switch (kind) {
    case 'state':
      return readState(raw);
    case 'sex':
      return readSex(raw);
    case 'birth':
    case 'expiry':
    case 'issue':
      return readDateField(raw, check, kind, today);
    case 'issue-month':
      return readDateField(`${raw}<<`, undefined, kind, today);
    case 'unit':
      return readFixed(raw, /^\d{6}$/, (unit) => `${unit.slice(0, 3)}-${unit.slice(3)}`);
    case 'digit':
      return readFixed(raw, /^\d$/, (digit) => digit);
    case 'blank':
      return { codes: /^[<0]*$/.test(raw) ? [] : ['bad-character'], vouched: false };
    case 'number':
    case 'optional':
      return readChecked(raw, check);
    default:
      return { value: raw, codes: [], vouched: false };
  }
};

/** Reads one field. Blanks are characters that never arrived; anything outside the alphabet is a reader's own mark. */
export const readField = (kind: FieldKind, raw: string, check: string | undefined, today: string): FieldReading => {
  if (kind === 'name' || kind === 'surname' || kind === 'given') return { value: raw, codes: [], vouched: false };
  if (`${raw}${check ?? ''}`.includes(' ')) return { codes: ['line-length'], vouched: false };
  if (/[^A-Z0-9<]/.test(raw)) return { codes: ['bad-character'], vouched: false };
  return byKind(kind, raw, check, today);
};
