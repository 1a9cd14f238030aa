import type { Tlv } from './seal-codec.ts';

/** A seal taken apart, nothing of it believed yet. */
export type Seal = {
  readonly kind: 'VDS' | 'IDB';
  /** 3 or 4 for a VDS by the counting of Doc 9303-13 (bytes 2 and 3); 1 for an IDB. */
  readonly version: number;
  /** As encoded: `D` for Germany. */
  readonly country: string;
  /** VDS: country and name of the signer, four letters. */
  readonly signer?: string;
  /** VDS: serial number of the certificate, hexadecimal; IDB: the last five bytes of its SHA-1. */
  readonly certificateReference?: string;
  readonly issueDate?: string;
  readonly signatureDate?: string;
  /** VDS: feature definition and category, four hexadecimal digits. */
  readonly documentRef?: string;
  readonly messages: readonly Tlv[];
  /** The bytes the signature is over, as scanned. */
  readonly signed: Uint8Array;
  /** r‖s; missing where there is none. */
  readonly signature?: Uint8Array;
  /** False where the bytes ended too soon or went on too long. */
  readonly sound: boolean;
};

export const sealStates = ['verified', 'forged', 'unverified'] as const;

/** Why a seal could not be verified, or what gives a forged one away. */
export const sealReasons = [
  'no-signature',
  'no-certificate',
  'certificate-not-valid-then',
  'unknown-curve',
  'bad-structure',
  'bad-signature',
] as const;

export type SealVerdict = {
  readonly state: (typeof sealStates)[number];
  /** Subject of the certificate that verified it. */
  readonly signer?: string;
  readonly reason?: (typeof sealReasons)[number];
};

/** What the domain cannot do by itself, handed in. */
export type SealTools = {
  /** zlib inflation; `undefined` where the bytes are not zlib or grow past `limit` bytes. */
  readonly inflate: (bytes: Uint8Array, limit: number) => Uint8Array | undefined;
  readonly verify: (seal: Seal) => SealVerdict;
};
