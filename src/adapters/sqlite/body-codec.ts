import { canonicalMember } from '../../domain/canonical-json.ts';
import { dayText, reserve, writeAscii, writeBytes, writeWhole, type Scroll } from './scroll.ts';
import { pushVarint, readVarint } from './varint.ts';

/**
 * Bodies repeat themselves: the same members with other numbers. A stored body is a row of phrase numbers, each followed
 * by the numbers and days its phrase leaves open; what is too rare for the phrase book stands in full. The canonical JSON
 * comes back character by character, because the entry's hash is taken over it.
 */
export type PhraseBook = {
  text(id: number): string | undefined;
  /** Number of a phrase, learning it where there is room; `undefined` means: write it in full. */
  learn(text: string): number | undefined;
};

const whole = '\x01';
const day = '\x02';
const msPerDay = 86_400_000;
const openPlaces = /(?<=[:,[])\d{1,15}(?=[.,}\]]|$)|(?<=\d\.)\d{1,15}(?=[,}\]]|$)|(?<=")\d{4}-\d\d-\d\d(?=")/g;
const marks = /([\x01\x02])/;

/** Longer than this, or with free words, a member is not worth a phrase. */
const longest = 600;

/** Members that bear a random id, a hash or an instant: each would be a phrase of its own that nothing ever says again. */
const once = /^"(?:at|group|digest|from|left|sha256|signature|statement|tally|to)":/;

const dayNumber = (text: string): number => Math.round(Date.parse(`${text}T00:00:00Z`) / msPerDay);

const split = (member: string): { phrase: string; numbers: number[] } | undefined => {
  const numbers: number[] = [];
  let isExact = true;
  const phrase = member.replace(openPlaces, (found) => {
    const isDay = found.includes('-');
    const number = isDay ? dayNumber(found) : Number(found);
    isExact &&= number >= 0 && (isDay ? dayText(number) : String(number)) === found;
    numbers.push(number);
    return isDay ? day : whole;
  });
  return isExact ? { phrase, numbers } : undefined;
};

const pushFull = (bytes: number[], member: string): void => {
  const text = Buffer.from(member);
  pushVarint(bytes, 0);
  pushVarint(bytes, text.length);
  for (const byte of text) bytes.push(byte);
};

/** Members said before, word for word, that leave no place open. */
const closed = new Map<string, ReturnType<typeof split>>();
const mostClosed = 5000;
/** A whole number and nothing else: the commonest of those that leave one open. */
const numberAlone = /^("\w+":)(0|[1-9]\d{0,14})$/;

const splitOnce = (member: string): ReturnType<typeof split> => {
  const known = closed.get(member);
  if (known) return known;
  const [, name, number] = numberAlone.exec(member) ?? [];
  if (name !== undefined) return { phrase: name + whole, numbers: [Number(number)] };
  if (member.length > longest || once.test(member)) return undefined;
  const parts = split(member);
  if (parts?.numbers.length === 0 && closed.size < mostClosed) closed.set(member, parts);
  return parts;
};

/** Stored form of a body given as its canonical members, `"key":value`, in order. */
export const packMembers = (members: readonly string[], book: PhraseBook): Buffer => {
  const bytes: number[] = [];
  for (const member of members) {
    const parts = splitOnce(member);
    const id = parts && book.learn(parts.phrase);
    if (id === undefined) {
      pushFull(bytes, member);
      continue;
    }
    pushVarint(bytes, id);
    for (const number of parts?.numbers ?? []) pushVarint(bytes, number);
  }
  return Buffer.from(bytes);
};

/** The canonical members of a body: joined with commas between braces they are its canonical JSON. */
export const membersOf = (body: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(body)
    .filter((key) => body[key] !== undefined)
    .sort()
    .map((key) => canonicalMember(key, body[key]));

/** A phrase taken apart: bytes to write, and where its open places stand. */
type Piece = Uint8Array | typeof whole | typeof day;
const taken = new Map<string, readonly Piece[]>();

const piecesOf = (phrase: string): readonly Piece[] => {
  let pieces = taken.get(phrase);
  if (!pieces) {
    pieces = phrase
      .split(marks)
      .filter(Boolean)
      .map((part) => (part === whole || part === day ? part : Buffer.from(part)));
    taken.set(phrase, pieces);
  }
  return pieces;
};

const comma = 0x2c;

/** Writes the canonical JSON of a stored body, `from` to `to` of the bytes. Throws where they or the phrase book are damaged. */
export const writeBody = (scroll: Scroll, bytes: Uint8Array, from: number, to: number, book: PhraseBook): void => {
  const cursor = { at: from };
  reserve(scroll, 2);
  scroll.bytes[scroll.end++] = 0x7b;
  while (cursor.at < to) {
    const id = readVarint(bytes, cursor);
    if (id === 0) {
      const length = readVarint(bytes, cursor);
      writeBytes(scroll, bytes.subarray(cursor.at, cursor.at + length));
      cursor.at += length;
    } else {
      const phrase = book.text(id);
      if (phrase === undefined) throw new RangeError(`no phrase ${id}`);
      for (const piece of piecesOf(phrase)) {
        if (piece === whole) writeWhole(scroll, readVarint(bytes, cursor));
        else if (piece === day) writeAscii(scroll, dayText(readVarint(bytes, cursor)));
        else writeBytes(scroll, piece);
      }
    }
    reserve(scroll, 2);
    if (cursor.at < to) scroll.bytes[scroll.end++] = comma;
  }
  scroll.bytes[scroll.end++] = 0x7d;
};
