import type { Reading, Voucher } from '../domain/document/reading.ts';

/** The text of a reading with the officer's characters at the places in doubt; nothing where they do not fit the places. */
export const settledText = ({ text, doubt }: Reading, characters: readonly string[]): string | undefined => {
  if (!doubt || doubt.places.length !== characters.length) return undefined;
  const lines = text.split('\n').map((line) => [...line]);
  for (const [at, { line, index }] of doubt.places.entries()) {
    const letters = lines[line];
    const character = characters[at];
    if (!letters || character === undefined || index >= letters.length) return undefined;
    letters[index] = character;
  }
  return lines.map((letters) => letters.join('')).join('\n');
};

/** The settled reading: what a check digit does not vouch for by itself, the officer now does. */
export const vouchedByOfficer = (settled: Reading, before: Reading): Reading => {
  const fields = [...new Set(before.doubt?.places.map(({ field }) => field))];
  const byOfficer = fields
    .filter((field) => settled.vouchedBy?.[field] === undefined || settled.vouchedBy[field] === 'nothing')
    .map((field): [string, Voucher] => [field, 'officer']);
  const { corners } = before;
  return {
    ...settled,
    ...(corners && { corners }),
    vouchedBy: { ...settled.vouchedBy, ...Object.fromEntries(byOfficer) },
  };
};
