import { canonicalJson } from '../../domain/canonical-json.ts';
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
const marks = /[\x01\x02]/g;

/** Longer than this, or with free words, a member is not worth a phrase. */
const longest = 600;

const dayNumber = (text: string): number => Math.round(Date.parse(`${text}T00:00:00Z`) / msPerDay);
const dayText = (number: number): string => new Date(number * msPerDay).toISOString().slice(0, 10);

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

/** Stored form of a body given as its canonical members, `"key":value`, in order. */
export const packMembers = (members: readonly string[], book: PhraseBook): Buffer => {
  const bytes: number[] = [];
  for (const member of members) {
    const parts = member.length <= longest ? split(member) : undefined;
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
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(body[key])}`);

/** Canonical JSON of a stored body. Throws where the bytes or the phrase book are damaged. */
export const unpackBody = (bytes: Uint8Array, book: PhraseBook): string => {
  const cursor = { at: 0 };
  let json = '';
  while (cursor.at < bytes.length) {
    const id = readVarint(bytes, cursor);
    if (json) json += ',';
    if (id === 0) {
      const length = readVarint(bytes, cursor);
      json += Buffer.from(bytes.buffer, bytes.byteOffset + cursor.at, length).toString();
      cursor.at += length;
      continue;
    }
    const phrase = book.text(id);
    if (phrase === undefined) throw new RangeError(`no phrase ${id}`);
    json += phrase.replace(marks, (mark) => {
      const number = readVarint(bytes, cursor);
      return mark === day ? dayText(number) : String(number);
    });
  }
  return `{${json}}`;
};
