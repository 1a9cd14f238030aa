import * as v from 'valibot';
import type { CallTable } from './call-table.ts';

/** Why a paper is not believed; the page has a sentence for each. */
export const paperFaults = [
  'shape',
  'statement',
  'signature',
  'tally',
  'shift-root',
  'supplement',
  'paper',
  'hash',
  'personal-digest',
  'station',
  /** It names this desk, and this desk never closed such a shift. */
  'not-in-log',
  /** The figures are not those the log counts today: altered, or corrected since. */
  'other-figures',
] as const;

export const paperVerdictSchema = v.object({
  /**
   * `genuine`: this desk signed it, or counts the same today. `elsewhere`: the signature holds, and whose key it is this
   * desk cannot know. `false`: it is not what was signed. `none`: no paper of Beket.
   */
  verdict: v.picklist(['genuine', 'elsewhere', 'false', 'none']),
  kind: v.optional(v.picklist(['seal', 'signed-tally', 'proof', 'tally'])),
  reason: v.optional(v.picklist(paperFaults)),
  station: v.optional(v.string()),
  publicKey: v.optional(v.string()),
  from: v.optional(v.string()),
  to: v.optional(v.string()),
  officer: v.optional(v.string()),
  /** As this desk's own log has them, to be compared with the paper. */
  persons: v.optional(v.object({ entry: v.number(), exit: v.number(), total: v.number() })),
  minors: v.optional(v.number()),
  voided: v.optional(v.number()),
});

/** Papers of Beket, pointed at a camera, scanned or opened as a file. */
export const paperCalls = {
  /** `text` is a code as it was read; `file` a PDF, JSON or picture in Base64. */
  checkPaper: {
    input: v.object({
      text: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
      file: v.optional(v.pipe(v.string(), v.maxLength(64 * 1024 * 1024))),
    }),
    output: paperVerdictSchema,
    role: 'officer',
  },
} as const satisfies CallTable;

export type PaperFault = (typeof paperFaults)[number];
export type PaperVerdict = v.InferOutput<typeof paperVerdictSchema>;
