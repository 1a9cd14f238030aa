import { decodeC40, hexOf, readMaskedDate, readTlvs, type Tlv } from './seal-codec.ts';
import { idbFields, vdsProfiles, type SealCoding, type SealField } from './seal-profiles.ts';
import type { Seal } from './seal.ts';

/** One message as an officer may read it. `name` is missing where no profile knows the tag; `value` is then hexadecimal. */
export type SealMessage = { readonly tag: number; readonly name?: string; readonly value: string };

const inRows = (text: string, widths: readonly [number, number]): string =>
  [text.slice(0, widths[0]), text.slice(widths[0])].map((row, i) => row.padEnd(widths[i] ?? 0, '<')).join('\n');

/** Blanks of C40 are the fillers of the zone. Which zone it is, its length tells. */
const asZone = (coding: SealCoding, c40: string): string | undefined => {
  const text = c40.replaceAll(' ', '<');
  if (coding === 'mrv-a') return inRows(text.slice(0, 72), [44, 44]);
  if (coding === 'mrv-b') return inRows(text.slice(0, 64), [36, 36]);
  if (text.length === 72) return inRows(text, [36, 36]);
  // 88 characters fill 60 bytes with two to spare.
  if (text.length === 88) return inRows(text, [44, 44]);
  if (text.length !== 90) return undefined;
  return text.endsWith('<<') && /^P/.test(text)
    ? inRows(text.slice(0, 88), [44, 44])
    : [text.slice(0, 30), text.slice(30, 60), text.slice(60)].join('\n');
};

const utf8 = (bytes: Uint8Array): string | undefined => {
  const escaped = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
};

const readValue = (coding: SealCoding, bytes: Uint8Array): string | undefined => {
  switch (coding) {
    case 'c40':
      return decodeC40(bytes)?.trim();
    case 'mrz':
    case 'mrv-a':
    case 'mrv-b': {
      const text = decodeC40(bytes);
      return text === undefined ? undefined : asZone(coding, text);
    }
    case 'utf8':
      return utf8(bytes);
    case 'byte':
      return bytes.length === 1 ? String(bytes[0]) : undefined;
    case 'masked-date':
      return readMaskedDate(bytes);
    default:
      return undefined;
  }
};

const messagesOf = (items: readonly Tlv[], fields: Readonly<Record<number, SealField>>): SealMessage[] =>
  items.flatMap(({ tag, value }): SealMessage[] => {
    const known = fields[tag];
    if (known?.parts) return messagesOf(readTlvs(value).items, known.parts);
    const text = known ? readValue(known.coding, value) : undefined;
    return [{ tag, ...(known ? { name: known.name } : {}), value: text ?? hexOf(value) }];
  });

/** The messages of a seal by its profile, the parts of an IDB message laid flat. */
export const sealMessages = ({ kind, documentRef, messages }: Seal): SealMessage[] =>
  messagesOf(messages, kind === 'IDB' ? idbFields : (vdsProfiles[documentRef ?? '']?.fields ?? {}));
