import { readTlvs, hexOf, type Tlv } from '../../domain/document/seal-codec.ts';

/** What of an X.509 certificate a seal's signature needs. Instants are epoch milliseconds. */
export type SignerCertificate = {
  readonly der: Uint8Array;
  readonly serial: string;
  /** Subject as `C=UT, O=…`; its country and common name apart, because a VDS names its signer by them. */
  readonly subject: string;
  readonly country: string;
  readonly commonName: string;
  readonly validFrom: number;
  readonly validTo: number;
  /** Object identifier of the named curve, dotted; empty where the key is on none. */
  readonly curve: string;
  /** Uncompressed point. */
  readonly publicKey: Uint8Array;
};

const names: Readonly<Record<string, string>> = { '2.5.4.3': 'CN', '2.5.4.6': 'C', '2.5.4.10': 'O', '2.5.4.11': 'OU' };

const children = (tlv: Tlv | undefined): readonly Tlv[] => (tlv ? readTlvs(tlv.value).items : []);

const dotted = (bytes: Uint8Array): string => {
  const parts: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    if (parts.length === 0)
      parts.push(Math.min(2, Math.floor(value / 40)), value - 40 * Math.min(2, Math.floor(value / 40)));
    else parts.push(value);
    value = 0;
  }
  return parts.join('.');
};

/** UTCTime or GeneralizedTime; two digits of a year from 50 are the last century's (RFC 5280 §4.1.2.5.1). */
const instant = (tlv: Tlv | undefined): number => {
  const text = Buffer.from(tlv?.value ?? []).toString('latin1');
  const whole = tlv?.tag === 0x18 ? text : `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}`;
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(whole);
  if (!match) return Number.NaN;
  const [year = 0, month = 0, ...rest] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, ...rest);
};

const attributes = (name: Tlv | undefined): (readonly [string, string])[] =>
  children(name).flatMap((set) =>
    children(set).map((pair) => {
      const [type, value] = children(pair);
      const oid = dotted(type?.value ?? new Uint8Array(0));
      return [names[oid] ?? oid, Buffer.from(value?.value ?? []).toString('utf8')] as const;
    }),
  );

/**
 * Reads a signer's certificate (RFC 5280 §4.1). Electron's own parser refuses keys on Brainpool curves, so these few fields
 * are taken by hand. `undefined` where the bytes are no certificate with an elliptic key.
 */
export const readCertificate = (der: Uint8Array): SignerCertificate | undefined => {
  const [certificate] = readTlvs(der).items;
  const [tbs] = children(certificate);
  const fields = children(tbs);
  const at = fields[0]?.tag === 0xa0 ? 1 : 0;
  const [serial, , , validity, subject, key] = fields.slice(at);
  const [from, to] = children(validity);
  const [algorithm, bits] = children(key);
  const [, curve] = children(algorithm);
  if (!serial || !bits || bits.value[1] !== 0x04) return undefined;
  const parts = attributes(subject);
  const first = (name: string): string => parts.find(([type]) => type === name)?.[1] ?? '';
  return {
    der,
    serial: hexOf(serial.value).replace(/^0+/, '').toUpperCase(),
    subject: parts.map(([type, value]) => `${type}=${value}`).join(', '),
    country: first('C').toUpperCase(),
    commonName: first('CN').toUpperCase(),
    validFrom: instant(from),
    validTo: instant(to),
    curve: curve?.tag === 0x06 ? dotted(curve.value) : '',
    publicKey: bits.value.subarray(1),
  };
};
