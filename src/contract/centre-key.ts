/** Letters and digits that are not mistaken for one another when read out (Crockford's Base32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Sixty bits: to find another key of the same fingerprint takes longer than any code is good. */
const fingerprintHexDigits = 15;

/** What a person may compare: twelve letters and digits of the SHA-256 of the centre's public key as it travels (Base64). */
export const centreFingerprint = (publicKey: string, sha256: (text: string) => string): string => {
  const digits = sha256(`beket-centre-key:${publicKey}`).slice(0, fingerprintHexDigits);
  const bits = [...digits].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('');
};

const codeLetters = 12;
const compact = (text: string): string => text.toUpperCase().replace(/[^0-9A-Z]/g, '');

/** The code an administrator issued, and behind it, where the centre is new enough, the fingerprint of its key. */
export const splitCode = (typed: string): { readonly code: string; readonly fingerprint?: string } => {
  const letters = compact(typed);
  if (letters.length <= codeLetters) return { code: typed };
  const fingerprint = letters.slice(codeLetters);
  return { code: letters.slice(0, codeLetters), fingerprint };
};

/** The same, as it is shown: groups of four. */
export const joinCode = (code: string, fingerprint: string): string =>
  `${code}-${fingerprint.replace(/(.{4})(?=.)/g, '$1-')}`;
