import type { PaperCheck, SignedWord } from '../../core/paper-ports.ts';
import { verifyCode, verifyPaper, verifySigned, type SignedVerdict } from './verify-signed.ts';

const wordOf = ({ report, seal }: SignedVerdict): SignedWord => ({
  kind: report.kind === 'signed-tally' || report.kind === 'proof' ? report.kind : 'seal',
  ...(report.reason && { reason: report.reason }),
  ...(seal && { seal }),
  ...(report.publicKey !== undefined && { publicKey: report.publicKey }),
});

const jsonOf = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
};

/** What lies in a file is told by its first bytes, never by its name. */
export const paperCheck: PaperCheck = {
  code: (text) => wordOf(verifyCode(text)),
  file: (base64) => {
    const bytes = Buffer.from(base64, 'base64');
    if (bytes.toString('latin1', 0, 5) === '%PDF-') return wordOf(verifyPaper(bytes));
    return /^\s*\{/.test(bytes.toString('utf8', 0, 64)) ? wordOf(verifySigned(jsonOf(bytes))) : 'picture';
  },
};
