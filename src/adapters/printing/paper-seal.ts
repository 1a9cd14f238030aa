import { hash } from 'node:crypto';
import type { Vault } from '../../core/ports.ts';
import type { VerifySignature } from '../../domain/rules/signed-pack.ts';

/**
 * Two comment lines (ISO 32000-1 §7.2.3) before the end of a PDF, where offsets of the file do not reach: what the paper
 * says as data, and the station's signature over all other bytes of the file. Comments change nothing of PDF/A, and whoever
 * has the file needs no PDF library to check it (docs/verify.md).
 */
const [dataMark, signMark, end] = ['%beket-data ', '%beket-sign ', 'startxref'];
const signedText = (bytes: Buffer): string => `BEKET-PAPER:1 ${hash('sha256', bytes, 'hex').toUpperCase()}`;

export const sealPaper = (pdf: Uint8Array, data: unknown, vault: Pick<Vault, 'sign' | 'publicKey'>): Uint8Array => {
  const paper = Buffer.from(pdf);
  const at = paper.lastIndexOf(end);
  const line = Buffer.from(`${dataMark}${Buffer.from(JSON.stringify(data)).toString('base64')}\n`);
  const [before, after] = [Buffer.concat([paper.subarray(0, at), line]), paper.subarray(at)];
  const signature = vault.sign(signedText(Buffer.concat([before, after])));
  return new Uint8Array(Buffer.concat([before, Buffer.from(`${signMark}${vault.publicKey()} ${signature}\n`), after]));
};

export type OpenedPaper = { readonly data: unknown; readonly publicKey: string; readonly isWhole: boolean };

const lineAt = (paper: Buffer, mark: string): { from: number; to: number; text: string } | undefined => {
  const from = paper.lastIndexOf(mark);
  const to = from < 0 ? -1 : paper.indexOf('\n', from);
  return to < 0 ? undefined : { from, to: to + 1, text: paper.toString('latin1', from + mark.length, to) };
};

/** What a sealed paper says and whether its bytes are as they were signed; `undefined` where it bears no seal. */
export const openPaper = (paper: Buffer, verify: VerifySignature): OpenedPaper | undefined => {
  const [data, sign] = [lineAt(paper, dataMark), lineAt(paper, signMark)];
  const [publicKey, signature] = sign?.text.split(' ') ?? [];
  if (!data || !sign || publicKey === undefined || signature === undefined) return undefined;
  const bare = Buffer.concat([paper.subarray(0, sign.from), paper.subarray(sign.to)]);
  try {
    const value: unknown = JSON.parse(Buffer.from(data.text, 'base64').toString('utf8'));
    return { data: value, publicKey, isWhole: verify(signedText(bare), signature, publicKey) };
  } catch {
    return undefined;
  }
};
