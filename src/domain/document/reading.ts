import * as v from 'valibot';
import { sealReasons, sealStates } from './seal.ts';
import { partialDocumentSchema } from './travel-document.ts';

/** Where a raw scan came from. */
export const scanSources = ['wedge', 'serial', 'image', 'camera', 'text', 'manual'] as const;

/**
 * What arrives from the page or the command line. `payload` is text for wedge, serial and text; for image and camera it is
 * the file's bytes in Base64 (png, jpg, webp, gif, bmp).
 */
export const rawScanSchema = v.object({
  source: v.picklist(scanSources),
  payload: v.pipe(v.string(), v.maxLength(64 * 1024 * 1024)),
  fileName: v.optional(v.pipe(v.string(), v.maxLength(260))),
});

/**
 * A fault in what was read, with the field it sits in. `field` is a document field, or `mrz`, `barcode`, `image`, `seal`.
 * `code` is a stable kebab-case word that the page has a sentence for in every language (e.g. `check-digit`).
 */
export const problemSchema = v.object({ field: v.string(), code: v.string() });

/** What vouches for a field's value. `nothing` is shown to the officer as unchecked (names have no check digit). */
export const vouchers = [
  'check-digit',
  'composite',
  'state-list',
  'cross-check',
  'seal',
  'officer',
  'nothing',
] as const;

/** What a visible digital seal says of itself, and whether that may be believed. */
export const sealReportSchema = v.object({
  kind: v.picklist(['VDS', 'IDB']),
  version: v.number(),
  /** Verified and by whom, forged, or not to be verified here: an unverified seal is never evidence. */
  state: v.picklist(sealStates),
  /** Subject of the certificate that verified it. */
  signer: v.optional(v.string()),
  reason: v.optional(v.picklist(sealReasons)),
  country: v.string(),
  documentType: v.optional(v.string()),
  documentRef: v.optional(v.string()),
  signerId: v.optional(v.string()),
  certificateReference: v.optional(v.string()),
  issueDate: v.optional(v.string()),
  signatureDate: v.optional(v.string()),
  messages: v.array(v.object({ tag: v.number(), name: v.optional(v.string()), value: v.string() })),
});

/** What of an MRZ in a picture is for the officer to settle, and a magnified cut to settle it by. */
export const doubtSchema = v.object({
  /** Characters of `text` below the threshold; line and index count from 0. */
  places: v.array(v.object({ line: v.number(), index: v.number(), field: v.string() })),
  /** The lines drawn straight under one another, PNG in Base64. */
  cut: v.string(),
  /** Character `index` of `line` fills the columns from `left + index * pitch` and the rows from `line * lineHeight`. */
  left: v.number(),
  pitch: v.number(),
  lineHeight: v.number(),
});

export const readingSchema = v.object({
  source: v.picklist(['mrz', 'barcode', 'seal', 'manual', 'none']),
  /** MRZ layout, barcode symbology (`PDF417`, `QRCode`, …), or `none`. */
  format: v.string(),
  /** The raw text as read, MRZ lines joined with `\n`. */
  text: v.string(),
  document: v.optional(partialDocumentSchema),
  problems: v.array(problemSchema),
  /** Where it stands in the picture: x, y of four corners clockwise from the top left, as fractions of width and height. */
  corners: v.optional(v.array(v.number())),
  /** Per document field: what vouches for it. Fields not named are vouched for by nothing. */
  vouchedBy: v.optional(v.record(v.string(), v.picklist(vouchers))),
  seal: v.optional(sealReportSchema),
  doubt: v.optional(doubtSchema),
});

export type RawScan = v.InferOutput<typeof rawScanSchema>;
export type Problem = v.InferOutput<typeof problemSchema>;
export type Voucher = (typeof vouchers)[number];
export type Reading = v.InferOutput<typeof readingSchema>;
