import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { inflateSync } from 'node:zlib';
import type { Seal, SealTools, SealVerdict } from '../../domain/document/seal.ts';
import { readCertificate, type SignerCertificate } from './seal-certificate.ts';
import { verifyEcdsa } from './seal-curves.ts';

const pem = /-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/g;

const certificatesIn = (bytes: Buffer): Buffer[] => {
  const found = [...bytes.toString('latin1').matchAll(pem)].map((match) => Buffer.from(match[1] ?? '', 'base64'));
  return found.length > 0 ? found : [bytes];
};

/**
 * Signers an administrator trusts: every `.pem`, `.crt`, `.cer` and `.der` of a folder. What is no certificate is passed over;
 * a folder that is not there trusts nobody.
 */
export const loadSigners = (folder: string): SignerCertificate[] => {
  let files: string[];
  try {
    files = readdirSync(folder).filter((file) =>
      ['.pem', '.crt', '.cer', '.der'].includes(extname(file).toLowerCase()),
    );
  } catch {
    return [];
  }
  return files.sort().flatMap((file) => {
    try {
      return certificatesIn(readFileSync(join(folder, file))).flatMap((der) => readCertificate(der) ?? []);
    } catch {
      return [];
    }
  });
};

const bare = (serial: string): string => serial.toUpperCase().replace(/^0+/, '');

/** A VDS names country, common name and serial number of its signer; an IDB the end of the certificate's SHA-1. */
const isSignerOf = (seal: Seal, { der, serial, country, commonName }: SignerCertificate): boolean => {
  const reference = seal.certificateReference ?? '';
  if (seal.kind === 'IDB') {
    return reference !== '' && createHash('sha1').update(der).digest('hex').endsWith(reference.toLowerCase());
  }
  return seal.signer?.toUpperCase() === country + commonName && bare(serial) === bare(reference);
};

/** The whole days of a certificate's validity hold: a seal gives no time of day. */
const wasValid = ({ validFrom, validTo }: SignerCertificate, day: string | undefined): boolean => {
  if (day?.length !== 10) return true;
  const start = Date.parse(`${day}T00:00:00Z`);
  return start + 86_400_000 > validFrom && start <= validTo;
};

/**
 * The three states of a seal: verified and by whom; forged, where its signer is known and the bytes are not what he signed;
 * unverified, where nobody here can say.
 */
const verifyWith =
  (signers: readonly SignerCertificate[]) =>
  (seal: Seal): SealVerdict => {
    const known = signers.filter((signer) => isSignerOf(seal, signer));
    const { signature, signed, sound, signatureDate } = seal;
    if (known.length === 0) return { state: 'unverified', reason: signature ? 'no-certificate' : 'no-signature' };
    if (!signature || !sound) return { state: 'forged', reason: 'bad-structure' };
    const answers = known.map((signer) => ({
      signer,
      answer: verifyEcdsa(signer.curve, signer.publicKey, signed, signature),
    }));
    const good = answers.find(({ answer }) => answer === true);
    if (good && !wasValid(good.signer, signatureDate)) {
      return { state: 'unverified', reason: 'certificate-not-valid-then' };
    }
    if (good) return { state: 'verified', signer: good.signer.subject };
    if (answers.some(({ answer }) => answer === undefined)) return { state: 'unverified', reason: 'unknown-curve' };
    return { state: 'forged', reason: 'bad-signature' };
  };

const inflate = (bytes: Uint8Array, limit: number): Uint8Array | undefined => {
  try {
    return inflateSync(bytes, { maxOutputLength: limit });
  } catch {
    return undefined;
  }
};

/** What the domain needs for reading seals: inflation with a bound, and signatures checked offline. */
export const createSealTools = (signers: readonly SignerCertificate[]): SealTools => ({
  inflate,
  verify: verifyWith(signers),
});
