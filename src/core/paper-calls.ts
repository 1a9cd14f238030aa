import { paperFaults, type PaperFault, type PaperVerdict } from '../contract/calls/paper-calls.ts';
import { hashOfTally, sealText, type ShiftSeal } from '../domain/shift-seal.ts';
import type { ShiftClosedBody } from '../domain/shift-bodies.ts';
import { paperMark, readTallyCode } from '../domain/tally-code.ts';
import type { Tally } from '../domain/tally-report.ts';
import { tally } from '../domain/tally.ts';
import type { Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { SignedWord } from './paper-ports.ts';
import type { Ports } from './ports.ts';

type Parts = { readonly ports: Ports; readonly desk: Desk };

const none: PaperVerdict = { verdict: 'none' };
const faultOf = (reason: string): PaperFault => paperFaults.find((one) => one === reason) ?? 'shape';
const shown = ({ persons, minors, voided }: Tally) => ({ persons, minors, voided });

/** Says of a paper whether it is genuine, as far as this desk can know. */
export const paperCalls = ({ ports, desk }: Parts): Pick<Handlers, 'checkPaper'> => {
  /** The figures this desk froze under a seal; `undefined` where it never set such a seal. */
  const frozenUnder = (seal: ShiftSeal): Tally | undefined => {
    const closing = ports.evidence.noteAfter('shift-closed', seal.toSeq);
    const body = closing?.body as ShiftClosedBody | undefined;
    return body?.statement === sealText(seal) ? (body.tally as unknown as Tally) : undefined;
  };

  const signed = ({ kind, reason, seal, publicKey }: SignedWord): PaperVerdict => {
    if (!seal) return { verdict: 'false', kind, reason: faultOf(reason ?? 'shape') };
    const { stationId, from, to, officer } = seal;
    const said = { kind, station: stationId, from, to, officer, ...(publicKey !== undefined && { publicKey }) };
    if (stationId !== desk.config().stationId) return { verdict: 'elsewhere', ...said };
    const frozen = frozenUnder(seal);
    return frozen
      ? { verdict: 'genuine', ...said, ...shown(frozen) }
      : { verdict: 'false', reason: 'not-in-log', ...said };
  };

  /** A tally nobody signed bears the hash of its figures: they are counted anew and compared. */
  const unsigned = (text: string): PaperVerdict => {
    const code = readTallyCode(text);
    if (!code) return { verdict: 'false', kind: 'tally', reason: 'shape' };
    const { posts, period, digest } = code;
    const { id, zone } = desk.post();
    const said = { kind: 'tally', from: period.from, to: period.to } as const;
    if (posts.join() !== id) return { verdict: 'elsewhere', ...said };
    const counted = tally(ports.log.crossingsOf(period), period, { zone, posts });
    const isSame = hashOfTally(counted, ports.sha256) === digest;
    return isSame
      ? { verdict: 'genuine', ...said, ...shown(counted) }
      : { verdict: 'false', reason: 'other-figures', ...said };
  };

  const checkText = (text: string): PaperVerdict => {
    const trimmed = text.trim();
    if (!trimmed.startsWith(paperMark)) return none;
    return trimmed.startsWith(`${paperMark}SHIFT`) ? signed(ports.papers.code(trimmed)) : unsigned(trimmed);
  };

  const checkPicture = async (payload: string): Promise<PaperVerdict> => {
    const readings = await ports.reader.read({ source: 'image', payload });
    const verdicts = readings.map(({ text }) => checkText(text));
    return verdicts.find(({ verdict }) => verdict !== 'none') ?? none;
  };

  return {
    checkPaper: async ({ text, file }) => {
      if (text !== undefined) return checkText(text);
      const word = file === undefined ? undefined : ports.papers.file(file);
      if (word === undefined) return none;
      return word === 'picture' ? checkPicture(file ?? '') : signed(word);
    },
  };
};
