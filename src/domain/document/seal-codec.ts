import { isRealDate } from './mrz-dates.ts';

export const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const c40Character = (value: number): string | undefined => {
  if (value === 0) return '';
  if (value === 3) return ' ';
  if (value >= 4 && value <= 13) return String.fromCharCode(value + 44);
  return value >= 14 && value <= 39 ? String.fromCharCode(value + 51) : undefined;
};

/** C40 as Doc 9303-13 §2.3 keeps it: three characters in two bytes, 0xFE before a single last one. `undefined` where it is not C40. */
export const decodeC40 = (bytes: Uint8Array): string | undefined => {
  if (bytes.length % 2 !== 0) return undefined;
  let text = '';
  for (let i = 0; i < bytes.length; i += 2) {
    const [high = 0, low = 0] = bytes.subarray(i, i + 2);
    if (high === 0xfe) {
      text += String.fromCharCode(low - 1);
      continue;
    }
    const triple = high * 256 + low - 1;
    for (const value of [Math.floor(triple / 1600), Math.floor(triple / 40) % 40, triple % 40]) {
      const character = c40Character(value);
      if (character === undefined) return undefined;
      text += character;
    }
  }
  return text;
};

const numberOf = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);

/** `MMDDYYYY` as a 24-bit number (Doc 9303-13 §2.3). */
export const readSealDate = (bytes: Uint8Array): string | undefined => {
  const digits = String(numberOf(bytes)).padStart(8, '0');
  const date = `${digits.slice(4)}-${digits.slice(0, 2)}-${digits.slice(2, 4)}`;
  return bytes.length === 3 && isRealDate(date) ? date : undefined;
};

/**
 * A date with a mask before it, its first bit for the first of the digits `MMDDYYYY`: cut where a digit is not known. One
 * source counts the mask from the other end; the published library is followed (domain.md §4.9).
 */
export const readMaskedDate = (bytes: Uint8Array): string | undefined => {
  const digits = String(numberOf(bytes.subarray(1))).padStart(8, '0');
  const mask = bytes[0] ?? 0;
  if (bytes.length !== 4 || (mask & 0x0f) !== 0) return undefined;
  const month = (mask & 0xc0) === 0 ? `-${digits.slice(0, 2)}` : '';
  const day = month !== '' && (mask & 0x30) === 0 ? `-${digits.slice(2, 4)}` : '';
  const date = `${digits.slice(4)}${month}${day}`;
  return isRealDate(date) ? date : undefined;
};

export type Tlv = { readonly tag: number; readonly value: Uint8Array; readonly end: number };

/** More messages than any profile has: the input is hostile. */
const most = 64;

/** DER-TLV with one-byte tags, each value inside the bytes there are. `sound` is false where the last one is not. */
export const readTlvs = (bytes: Uint8Array, from = 0): { readonly items: readonly Tlv[]; readonly sound: boolean } => {
  const items: Tlv[] = [];
  let at = from;
  while (at < bytes.length) {
    const tag = bytes[at] ?? 0;
    const first = bytes[at + 1];
    const extra = first === 0x81 ? 1 : first === 0x82 ? 2 : 0;
    if (first === undefined || (first > 0x7f && extra === 0) || items.length >= most) return { items, sound: false };
    const start = at + 2 + extra;
    const length = extra === 0 ? first : numberOf(bytes.subarray(at + 2, start));
    const end = start + length;
    if (start > bytes.length || end > bytes.length) return { items, sound: false };
    items.push({ tag, value: bytes.subarray(start, end), end });
    at = end;
  }
  return { items, sound: true };
};

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 Base32 with or without its padding. */
export const decodeBase32 = (text: string): Uint8Array | undefined => {
  const plain = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((plain.length * 5) / 8));
  let bits = 0;
  let value = 0;
  let at = 0;
  for (const letter of plain) {
    const five = base32.indexOf(letter);
    if (five < 0) return undefined;
    value = ((value << 5) | five) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (value >> bits) & 0xff;
    }
  }
  return bytes;
};
