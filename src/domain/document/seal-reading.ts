import { decodeIdb } from './idb.ts';
import { parseMrz } from './mrz.ts';
import { hexOf } from './seal-codec.ts';
import { sealMessages, type SealMessage } from './seal-content.ts';
import { germanDocuments, vdsProfiles } from './seal-profiles.ts';
import { widenState } from './states.ts';
import { decodeVds } from './vds.ts';
import type { Problem, Reading, Voucher } from './reading.ts';
import type { Seal, SealTools, SealVerdict } from './seal.ts';
import type { PartialDocument } from './travel-document.ts';

/** Bytes of a VDS sent as text: hexadecimal, or one character a byte. */
const bytesOf = (text: string): Uint8Array | undefined => {
  const plain = text.trim();
  if (/^dc0[23](?:[0-9a-f]{2})+$/i.test(plain)) {
    return Uint8Array.from({ length: plain.length / 2 }, (_, i) => Number.parseInt(plain.slice(i * 2, i * 2 + 2), 16));
  }
  const isBinary = text.startsWith('\u00dc') && [...text].every((character) => character.charCodeAt(0) < 256);
  return isBinary ? Uint8Array.from(text, (character) => character.charCodeAt(0)) : undefined;
};

const documentOf = (seal: Seal, messages: readonly SealMessage[], today: string) => {
  const zone = messages.find(({ name }) => name?.startsWith('MRZ'));
  const mrz = zone && parseMrz(zone.value, today);
  if (!mrz?.document) return undefined;
  const type = vdsProfiles[seal.documentRef ?? '']?.type ?? mrz.document.type;
  const { issueDate } = seal;
  const document: PartialDocument = { ...mrz.document, type, format: seal.kind, ...(issueDate ? { issueDate } : {}) };
  return { document, problems: mrz.problems };
};

const documentTypeOf = ({ country, documentRef }: Seal, messages: readonly SealMessage[]): string | undefined => {
  const national = messages.find(({ name }) => name === 'NATIONAL_DOCUMENT_IDENTIFIER');
  if (national && country === 'D') return germanDocuments[Number(national.value) - 1];
  return vdsProfiles[documentRef ?? '']?.name;
};

const describe = (seal: Seal, messages: readonly SealMessage[], verdict: SealVerdict): NonNullable<Reading['seal']> => {
  const { kind, version, country, signer, certificateReference, issueDate, signatureDate, documentRef } = seal;
  const documentType = documentTypeOf(seal, messages);
  return {
    kind,
    version,
    ...verdict,
    country: widenState(country),
    ...(documentType === undefined ? {} : { documentType }),
    ...(documentRef === undefined ? {} : { documentRef }),
    ...(signer === undefined ? {} : { signerId: signer }),
    ...(certificateReference === undefined ? {} : { certificateReference }),
    ...(issueDate === undefined ? {} : { issueDate }),
    ...(signatureDate === undefined ? {} : { signatureDate }),
    messages: [...messages],
  };
};

/**
 * A seal as a reading. Only a verified one gives a document and vouches for its fields: what a forged one says, or one that
 * cannot be verified, is shown under `seal` and is never evidence. `undefined` where text or bytes are no seal.
 */
export const readSeal = (
  payload: string | Uint8Array,
  symbology: string,
  today: string,
  tools?: SealTools,
): Reading | undefined => {
  const bytes = typeof payload === 'string' ? bytesOf(payload) : payload;
  const seal = bytes ? decodeVds(bytes) : typeof payload === 'string' ? decodeIdb(payload, tools?.inflate) : undefined;
  if (!seal) return undefined;
  const verdict: SealVerdict = tools?.verify(seal) ?? { state: 'unverified', reason: 'no-certificate' };
  const messages = sealMessages(seal);
  const found = verdict.state === 'verified' ? documentOf(seal, messages, today) : undefined;
  const problems: Problem[] = [];
  if (verdict.state !== 'verified') problems.push({ field: 'seal', code: verdict.state });
  if (!seal.sound) problems.push({ field: 'seal', code: 'bad-structure' });
  if (!found && verdict.state === 'verified') problems.push({ field: 'barcode', code: 'not-a-document' });
  const named = Object.keys(found?.document ?? {}).filter((name) => name !== 'type' && name !== 'format');
  const vouchedBy = Object.fromEntries(named.map((name): [string, Voucher] => [name, 'seal']));
  return {
    source: 'seal',
    format: symbology,
    text: bytes ? hexOf(bytes) : String(payload).trim(),
    ...(found ? { document: found.document } : {}),
    problems: [...problems, ...(found?.problems ?? [])],
    vouchedBy,
    seal: describe(seal, messages, verdict),
  };
};
