import { dayText } from './scroll.ts';
import type { PhraseBook } from './body-codec.ts';
import { readVarint } from './varint.ts';

/** A phrase as the member it stands for: a value that never changes, or the text around its open places, with its key where that is open too. */
type Member = {
  readonly key?: string;
  readonly value?: unknown;
  readonly pieces?: readonly string[];
};

const [whole, day] = ['\x01', '\x02'];
const marks = /([\x01\x02])/;
const named = /^("(?:[^"\\\x01\x02]|\\[^\x01\x02])*"):/;

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
};

const known = new Map<string, Member>();

const memberOf = (phrase: string): Member => {
  const found = known.get(phrase);
  if (found) return found;
  const [head, name = ''] = named.exec(phrase) ?? [];
  const rest = phrase.slice(head?.length ?? 0);
  const pieces = rest.split(marks).filter(Boolean);
  const key = head === undefined ? undefined : (JSON.parse(name) as string);
  const member: Member =
    key === undefined
      ? { pieces: ['{', ...pieces, '}'] }
      : { key, ...(marks.test(rest) ? { pieces } : { value: frozen(JSON.parse(rest) as unknown) }) };
  known.set(phrase, member);
  return member;
};

const passOver = (pieces: readonly string[], bytes: Uint8Array, cursor: { at: number }): void => {
  for (const piece of pieces) if (piece === whole || piece === day) readVarint(bytes, cursor);
};

const filled = (pieces: readonly string[], bytes: Uint8Array, cursor: { at: number }): unknown => {
  if (pieces.length === 1 && pieces[0] === whole) return readVarint(bytes, cursor);
  if (pieces.length === 3 && pieces[1] === '.')
    return Number(`${readVarint(bytes, cursor)}.${readVarint(bytes, cursor)}`);
  let text = '';
  for (const piece of pieces) {
    if (piece === whole) text += String(readVarint(bytes, cursor));
    else if (piece === day) text += dayText(readVarint(bytes, cursor));
    else text += piece;
  }
  return JSON.parse(text);
};

/**
 * A stored body as values, a member at a time: most members are a phrase without an open place, parsed once for all entries
 * that say it. Such values are shared, and frozen. `without` names a member nobody needs. Throws where the bytes or the
 * phrase book are damaged.
 */
export const bodyValues = (bytes: Uint8Array, book: PhraseBook, without?: string): Record<string, unknown> => {
  const body: Record<string, unknown> = {};
  const cursor = { at: 0 };
  while (cursor.at < bytes.length) {
    const id = readVarint(bytes, cursor);
    if (id === 0) {
      const length = readVarint(bytes, cursor);
      const text = Buffer.from(bytes.buffer, bytes.byteOffset + cursor.at, length).toString('utf8');
      Object.assign(body, JSON.parse(`{${text}}`));
      cursor.at += length;
      continue;
    }
    const phrase = book.text(id);
    if (phrase === undefined) throw new RangeError(`no phrase ${id}`);
    const { key, value, pieces } = memberOf(phrase);
    if (key === undefined) Object.assign(body, filled(pieces ?? [], bytes, cursor));
    else if (key === without) passOver(pieces ?? [], bytes, cursor);
    else body[key] = pieces ? filled(pieces, bytes, cursor) : value;
  }
  return body;
};
