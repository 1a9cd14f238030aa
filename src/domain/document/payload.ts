import { readBelarusianNumber } from './belarusian-number.ts';
import { readIin } from './iin.ts';
import { untypeCyrillic } from './keyboard-layout.ts';
import { readKyrgyzPin } from './kyrgyz-pin.ts';
import { parseMrz } from './mrz.ts';
import type { PersonalNumber } from './personal-number.ts';
import { readSeal } from './seal-reading.ts';
import type { Problem, Reading, Voucher } from './reading.ts';
import type { SealTools } from './seal.ts';
import type { PartialDocument } from './travel-document.ts';

/** Symbologies of the shop shelf: whatever their digits happen to pass, they are no document. */
const retail = /^(?:EAN|UPC|ISBN|DATABAR|RSS)/;

const ofNumber = (issuer: string, { value, birthDate, sex }: PersonalNumber): PartialDocument => ({
  type: 'id-card',
  format: 'none',
  issuer,
  personalNumber: value,
  ...(birthDate === undefined ? {} : { birthDate }),
  ...(sex === undefined ? {} : { sex }),
});

type Found = { readonly document: PartialDocument; readonly problems: Problem[]; readonly voucher: Voucher };

/** A bare personal number: the back of an identity card. Only the IIN and the Belarusian number can prove themselves. */
const findPersonalNumber = (text: string, today: string): Found | undefined => {
  const inPast = ({ birthDate }: PersonalNumber): boolean => birthDate === undefined || birthDate <= today;
  const iin = readIin(text);
  if (iin.codes.length === 0 && inPast(iin)) {
    return { document: ofNumber('KAZ', iin), problems: [], voucher: 'check-digit' };
  }
  const belarusian = readBelarusianNumber(text);
  if (belarusian.codes.length === 0 && inPast(belarusian)) {
    return { document: ofNumber('BLR', belarusian), problems: [], voucher: 'check-digit' };
  }
  const pin = readKyrgyzPin(text);
  if (pin.codes.length === 0 && inPast(pin)) {
    const problems = [{ field: 'personalNumber', code: 'unchecked-number' }];
    return { document: ofNumber('KGZ', pin), problems, voucher: 'nothing' };
  }
  return undefined;
};

/** Series and number of a Russian migration card: four and seven digits, no check digit (domain.md §4.7). */
const findMigrationCard = (text: string): Found | undefined => {
  const match = /^(\d{4})[ №N-]{0,3}(\d{7})$/.exec(text);
  if (!match) return undefined;
  return {
    document: { type: 'other', format: 'none', issuer: 'RUS', number: `${match[1]} ${match[2]}` },
    problems: [{ field: 'number', code: 'unchecked-number' }],
    voucher: 'nothing',
  };
};

/**
 * What the text of a barcode is: a seal, an MRZ, a personal number, a migration card's number. Anything else stays text and is refused
 * as a document. `symbology` as the engine names it, `none` where a barcode gun typed the text;
 * without `seals` no signature can be verified. Never throws.
 */
export const readPayload = (text: string, symbology: string, today: string, seals?: SealTools): Reading => {
  const seal = readSeal(text, symbology, today, seals);
  if (seal) return seal;
  const reading = { source: 'barcode', format: symbology, text } as const;
  const mrz = parseMrz(text, today);
  if (mrz) return { ...mrz, ...reading, text: mrz.text };
  const plain = text.trim();
  // A gun that types through a Russian or Kazakh layout sends letters for letters, and for digits too.
  const untyped = untypeCyrillic(plain.toUpperCase());
  const isRetail = retail.test(symbology.toUpperCase().replace(/[^A-Z]/g, ''));
  const find = (payload: string): Found | undefined => findPersonalNumber(payload, today) ?? findMigrationCard(payload);
  const found = isRetail ? undefined : (find(plain) ?? find(untyped));
  if (!found) return { ...reading, problems: [{ field: 'barcode', code: 'not-a-document' }] };
  const { document, problems, voucher } = found;
  const vouched = document.personalNumber === undefined ? 'number' : 'personalNumber';
  return { ...reading, document, problems, vouchedBy: { [vouched]: voucher } };
};
