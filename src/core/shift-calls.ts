import { StationFault } from '../contract/fault.ts';
import type { CallOutput } from '../contract/station.ts';
import type { ShiftsShown } from '../contract/calls/shift-calls.ts';
import type { ShiftSeal } from '../domain/shift-seal.ts';
import { readSeal } from '../domain/shift-seal.ts';
import type { Tally } from '../domain/tally-report.ts';
import { badgeOf, type Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import { handoverOf, sheetOf } from './handover.ts';
import type { Ports } from './ports.ts';
import type { Sessions } from './sessions.ts';
import type { Shifts } from './shifts.ts';
import type { Sync } from './sync.ts';

type Parts = {
  readonly ports: Ports;
  readonly desk: Desk;
  readonly shifts: Shifts;
  readonly sessions: Sessions;
  readonly sync: Sync;
};
type File = CallOutput<'signedTally'>;

const shiftsShown = 20;

/** The last moment of a shift is not of it, so a crossing of this very millisecond is waited for to be past. */
const pastLast = async ({ log, clock, schedule }: Ports): Promise<void> => {
  const isNow = (): boolean => Date.parse(log.entriesAfter(log.head().seq - 1, 1)[0]?.at ?? '') === clock.now();
  for (let tries = 0; isNow() && tries < 50; tries += 1) await new Promise<void>((resolve) => schedule(2, resolve));
};

/** Opening and closing shifts, and the papers that prove. */
export const shiftCalls = ({
  ports,
  desk,
  shifts,
  sessions,
  sync,
}: Parts): Pick<Handlers, 'shifts' | 'openShift' | 'closeShift' | 'handoverSheet' | 'signedTally' | 'prove'> => {
  const shown = (): ShiftsShown => {
    const current = shifts.current();
    return { ...(current && { current }), proposed: shifts.proposed(), last: shifts.list(shiftsShown) };
  };
  const json = (name: string, value: unknown): File => ({
    fileName: `${name}.json`,
    mediaType: 'application/json',
    base64: ports.base64.ofText(`${JSON.stringify(value, undefined, 1)}\n`),
  });
  const pdf = (name: string, paper: Uint8Array, data: unknown): File => ({
    fileName: `${name}.pdf`,
    mediaType: 'application/pdf',
    base64: ports.base64.ofBytes(ports.sealPaper(paper, data)),
  });
  const nameOf = (kind: string, { stationId, from }: ShiftSeal, seq: number): string =>
    `${kind}-${stationId}-${from.slice(0, 16).replaceAll(':', '')}-${seq}`;
  const sealOf = (statement: string): ShiftSeal => {
    const seal = readSeal(statement);
    if (!seal) throw new StationFault('log-failed');
    return seal;
  };

  return {
    shifts: shown,
    openShift: ({ from, to, officers, lanes, equipment }, caller) => {
      shifts.open({ from, to }, officers ?? [], badgeOf(caller), { lanes, equipment });
      return shown();
    },
    closeShift: async ({ leaveOpen, handover }, caller) => {
      const waiting = ports.log.openReferrals().length;
      if (waiting > 0 && !leaveOpen) throw new StationFault('referrals-open', { detail: String(waiting) });
      const sheet = handover && (await handoverOf({ ports, desk, sessions, sync }, handover));
      await pastLast(ports);
      shifts.close(badgeOf(caller), sheet);
      return shown();
    },
    handoverSheet: async ({ shift, language }, caller) => {
      const sheet = sheetOf({ ports, desk }, shifts.entriesOf(shift), language, caller.officer?.name ?? '');
      return {
        fileName: `${nameOf('handover', sealOf(sheet.statement), shift)}.pdf`,
        mediaType: 'application/pdf',
        base64: ports.base64.ofBytes(await ports.handovers.handoverPdf(sheet, language)),
      };
    },
    signedTally: async ({ shift, format, language }, caller) => {
      const signed = shifts.signedTally(shift);
      const name = nameOf('signed-tally', sealOf(signed.statement), shift);
      if (format === 'json') return json(name, signed);
      const heading = {
        post: desk.post().name[language],
        station: desk.config().stationId,
        officer: caller.officer?.name ?? '',
        printedAt: desk.now(),
        signed,
      };
      return pdf(name, await ports.printer.tallyPdf(signed.tally as unknown as Tally, heading, language), signed);
    },
    prove: async ({ seq, format, language }) => {
      const proof = shifts.proof(seq);
      const name = nameOf('proof', sealOf(proof.statement), seq);
      if (format === 'json') return json(name, proof);
      const { zone, name: post } = desk.post();
      const heading = { post: post[language], zone, printedAt: desk.now() };
      return pdf(name, await ports.printer.proofPdf(proof, heading, language), proof);
    },
  };
};
