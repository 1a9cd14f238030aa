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

const extension = '\x1f';
const codes = new Map<string, string>([
  ...fragments.map((text, i): [string, string] => [text, String.fromCharCode(i + 1)]),
  ...extended.map((text, i): [string, string] => [text, extension + String.fromCharCode(0x40 + i)]),
]);
const texts = new Map([...codes].map(([text, code]) => [code, text]));
const escapeText = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const anyText = new RegExp(
  [...codes.keys()]
    .sort((a, b) => b.length - a.length)
    .map(escapeText)
    .join('|'),
  'g',
);
const anyCode = /\x1f.|[\x01-\x1e]/g;

/** Canonical JSON to stored bytes. */
export const shorten = (json: string): Buffer => Buffer.from(json.replace(anyText, (text) => codes.get(text) ?? text));

/** Stored bytes to the same canonical JSON, character by character. */
export const lengthen = (bytes: Buffer): string => bytes.toString().replace(anyCode, (code) => texts.get(code) ?? code);
