import { untypeCyrillic } from './keyboard-layout.ts';
import { decodeBase32, decodeC40, hexOf, readMaskedDate, readTlvs } from './seal-codec.ts';
import type { Seal, SealTools } from './seal.ts';

const zoneTag = 0x61;
const signatureTag = 0x7f;

/** Inflated payloads past this are no seal: the largest carry a small portrait. */
const limit = 64 * 1024;

const payloadOf = (text: string, flags: number, inflate: SealTools['inflate'] | undefined): Uint8Array | undefined => {
  const bytes = decodeBase32(text);
  if (!bytes || (flags & 2) === 0) return bytes;
  return inflate?.(bytes, limit);
};

/**
 * Takes an ICAO Datastructure for Barcode apart: `RDB1`, or `NDB1` as its drafts had it, a letter for signed and compressed,
 * Base32 (domain.md §4.9). `undefined` where the text is none; never throws.
 */
export const decodeIdb = (text: string, inflate: SealTools['inflate'] | undefined): Seal | undefined => {
  const match = /^[RN]DB1([ABCD])([A-Z2-7]+=*)$/.exec(untypeCyrillic(text.trim().toUpperCase()));
  if (!match) return undefined;
  const flags = (match[1] ?? 'A').charCodeAt(0) - 0x41;
  const isSigned = (flags & 1) === 1;
  const bytes = payloadOf(match[2] ?? '', flags, inflate);
  const broken: Seal = { kind: 'IDB', version: 1, country: '', messages: [], signed: new Uint8Array(0), sound: false };
  if (!bytes) return broken;
  const country = decodeC40(bytes.subarray(0, 2))?.trim() ?? '';
  const headerEnd = isSigned ? 12 : 2;
  const { items, sound } = readTlvs(bytes, headerEnd);
  const zone = items[0];
  if (bytes.length < headerEnd || zone?.tag !== zoneTag) return { ...broken, country, signed: bytes };
  const messages = readTlvs(zone.value);
  const signature = items.find(({ tag }) => tag === signatureTag)?.value;
  const signatureDate = isSigned ? readMaskedDate(bytes.subarray(8, 12)) : undefined;
  return {
    ...broken,
    country,
    ...(isSigned ? { certificateReference: hexOf(bytes.subarray(3, 8)) } : {}),
    ...(signatureDate === undefined ? {} : { signatureDate }),
    messages: messages.items,
    signed: bytes.subarray(0, zone.end),
    ...(signature === undefined ? {} : { signature }),
    sound: sound && messages.sound && isSigned === (signature !== undefined),
  };
};
