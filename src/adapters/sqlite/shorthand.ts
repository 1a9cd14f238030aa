import { createScroll, reserve, type Scroll } from './scroll.ts';

/**
 * Fragments that the personal parts of crossings repeat, one character each in the stored bytes. Control characters never
 * stand raw in JSON, so the shorthand can always be undone. Append only: what is written must stay readable.
 */
const fragments: readonly string[] = [
  '{"document":{"birthDate":"',
  '","citizenship":"',
  '","documentNumber":"',
  '","expiryDate":"',
  '","format":"',
  '","givenNames":"',
  '","issueDate":"',
  '","issuer":"',
  '","issuingUnit":"',
  '","nativeName":{"givenNames":"',
  '","patronymic":"',
  '","surname":"',
  '"},"number":"',
  '","number":"',
  '","personalNumber":"',
  '","sex":"M","surname":"',
  '","sex":"F","surname":"',
  '","type":"internal-passport"}',
  '","type":"passport"}',
  '","type":"id-card"}',
  ',"findingParams":[',
  ',"raw":"',
  ',"plate":"',
  ',"remarks":"',
  ',"note":"',
  '<<<<<<<<',
  '<<<<',
  '{},',
  '{}]',
];

const extended: readonly string[] = [
  'PNRUS',
  'TD3',
  'TD1',
  'RUS',
  'KAZ',
  'KGZ',
  'ARM',
  'BLR',
  'UZB',
  'TJK',
  '":"',
  '","',
  '":',
  ',"',
  'true',
  'false',
  '"},{"',
  '},{"',
  'used',
  'remaining',
  'lastLawfulDay',
  'limit',
  'window',
  'method',
  'days',
  'document',
  'expiryDate',
  'registerBy',
  'allowedFrom',
  '"birthDate":"',
  '"patronymic":"',
  '"findingParams":',
];

const extension = 0x1f;
const codes = new Map<string, string>([
  ...fragments.map((text, i): [string, string] => [text, String.fromCharCode(i + 1)]),
  ...extended.map((text, i): [string, string] => [text, String.fromCharCode(extension, 0x40 + i)]),
]);
const escapeText = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const anyText = new RegExp(
  [...codes.keys()]
    .sort((a, b) => b.length - a.length)
    .map(escapeText)
    .join('|'),
  'g',
);
/** By code. */
const pieces: readonly (Buffer | undefined)[] = [undefined, ...fragments.map((text) => Buffer.from(text))];
const extendedPieces: readonly Buffer[] = extended.map((text) => Buffer.from(text));

/** Canonical JSON to the text that is stored. */
export const shorten = (json: string): string => json.replace(anyText, (text) => codes.get(text) ?? text);

const longest = Math.max(...[...codes.keys()].map((text) => text.length));

/** Writes the canonical JSON that stored bytes stand for, `from` to `to`. Throws where they are damaged. */
export const writeLengthened = (scroll: Scroll, bytes: Uint8Array, from: number, to: number): void => {
  reserve(scroll, (to - from) * longest);
  const target = scroll.bytes;
  let { end } = scroll;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number;
    if (byte >= 0x20) {
      target[end++] = byte;
      continue;
    }
    const piece = byte === extension ? extendedPieces[(bytes[(at += 1)] ?? 0) - 0x40] : pieces[byte];
    if (!piece) throw new RangeError(`no fragment ${byte}`);
    for (let i = 0; i < piece.length; i += 1) target[end++] = piece[i] as number;
  }
  scroll.end = end;
};

const scratch = createScroll();

/** Stored bytes to the same canonical JSON, character by character. */
export const lengthen = (bytes: Uint8Array): string => {
  scratch.end = 0;
  writeLengthened(scratch, bytes, 0, bytes.length);
  return scratch.bytes.toString('utf8', 0, scratch.end);
};
