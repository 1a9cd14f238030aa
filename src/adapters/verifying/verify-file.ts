import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { rootOfHashes } from '../../domain/merkle-proof.ts';
import type { ShiftSeal } from '../../domain/shift-seal.ts';
import { sha256 } from '../hash.ts';
import type { DataFolder } from '../sqlite/assemble-data.ts';
import type { VerdictReport } from './report.ts';
import { verifyExport } from './verify-export.ts';
import { verifyPaper, verifySigned, type SignedVerdict } from './verify-signed.ts';

/** What lies in a file, by its first bytes and never by its name. */
export type FileKind = 'paper' | 'json' | 'export' | 'backup' | 'picture';

/** A signed tally is some kilobytes; an export begins as one JSON line and may be gigabytes long. */
const sniffed = 4096;

const opening = (file: string): Buffer => {
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(Math.min(sniffed, statSync(file).size));
    return bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(handle);
  }
};

export const kindOfFile = (file: string): FileKind => {
  const bytes = opening(file);
  const text = bytes.toString('latin1');
  if (text.startsWith('%PDF-')) return 'paper';
  if (text.startsWith('\x89PNG') || text.startsWith('\xff\xd8\xff')) return 'picture';
  if (/^\s*\{/.test(text)) return /"beket"\s*:/.test(text) ? 'json' : 'export';
  return statSync(file).size === 0 ? 'export' : 'backup';
};

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** A signed tally or a proof, as JSON or on paper. */
export const verifySignedFile = (file: string): SignedVerdict =>
  kindOfFile(file) === 'paper' ? verifyPaper(readFileSync(file)) : verifySigned(readJson(file));

/** What a log must still hold by a seal that somebody else kept: a tail cut off, or another log, is caught by it. */
const standsAgainst = (
  report: VerdictReport,
  seal: ShiftSeal,
  head: { readonly seq: number; readonly stationId: string | undefined },
  hashes: Iterable<string>,
): VerdictReport => {
  if (!report.ok) return report;
  const bad = (firstBad: number, reason: VerdictReport['reason']): VerdictReport => ({
    ok: false,
    entries: firstBad - 1,
    firstBad,
    reason,
    ...(report.kind && { kind: report.kind }),
  });
  if (head.stationId !== seal.stationId) return bad(1, 'another-station');
  if (head.seq < seal.toSeq) return bad(head.seq + 1, 'sequence-gap');
  return rootOfHashes(hashes, sha256) === seal.root ? report : bad(seal.fromSeq, 'shift-root');
};

/** Checks a log, live or a copy, from its first entry to its last, and against a seal where one is given. */
export const verifyData = async (
  { log, store, evidence }: Pick<DataFolder, 'log' | 'store' | 'evidence'>,
  kind: 'log' | 'backup',
  seal?: ShiftSeal,
  onProgress?: (done: number, total: number) => void,
): Promise<VerdictReport> => {
  const report: VerdictReport = { ...(await log.verify(onProgress)), kind };
  if (!seal) return report;
  const head = { seq: log.head().seq, stationId: store.config()?.stationId };
  return standsAgainst(report, seal, head, evidence.hashes(seal.fromSeq, seal.toSeq));
};

/** The same for an export. */
export const verifyExportFile = async (file: string, seal?: ShiftSeal): Promise<VerdictReport> => {
  const hashes: string[] = [];
  const report = await verifyExport(file, ({ seq, hash }) => {
    if (seal && seq >= seal.fromSeq && seq <= seal.toSeq) hashes.push(hash);
  });
  if (!seal) return report;
  return standsAgainst(report, seal, { seq: report.entries, stationId: report.station }, hashes);
};
