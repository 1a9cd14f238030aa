import { StationFault } from '../contract/fault.ts';
import type { Shift } from '../contract/calls/shift-calls.ts';
import type { CrossingRecord } from '../domain/crossing-record.ts';
import type { StoredEntry } from '../domain/log.ts';
import { rootOfHashes } from '../domain/merkle-proof.ts';
import type { CrossingProof } from '../domain/crossing-proof.ts';
import type { Equipment } from '../domain/handover.ts';
import type { ShiftClosedBody, ShiftOpenedBody } from '../domain/shift-bodies.ts';
import { hashOfTally, readSeal, sealText, type ShiftSeal } from '../domain/shift-seal.ts';
import { usualShift } from '../domain/shift-times.ts';
import { supplementText, type SignedTally, type Supplement } from '../domain/signed-tally.ts';
import type { Period, Tally } from '../domain/tally-report.ts';
import { tally } from '../domain/tally.ts';
import type { Desk } from './desk.ts';
import type { Handover } from './handover.ts';
import type { Journal } from './journal.ts';
import type { Ports } from './ports.ts';
import { proofOf } from './proving.ts';

type Parts = { readonly ports: Ports; readonly desk: Desk; readonly journal: Journal };
type Means = { readonly lanes?: string[] | undefined; readonly equipment?: Equipment | undefined };
type Times = { readonly from?: string | undefined; readonly to?: string | undefined };

export type Shifts = {
  current(): Shift | undefined;
  /** The times a shift opened now would have. */
  proposed(): { from: string; to: string };
  open(times: Times, officers: readonly string[], badge: string, means?: Means): void;
  close(badge: string, handover?: Handover): void;
  /** The entry that opened a closed shift, and the one that closed it. */
  entriesOf(shift: number): { opened: StoredEntry; closing: StoredEntry };
  /** Newest first. */
  list(limit: number): Shift[];
  signedTally(shift: number): SignedTally;
  proof(seq: number): CrossingProof;
};

const bodyOf = <T>(entry: StoredEntry): T => entry.body as T;
const sealOf = (closed: StoredEntry): ShiftSeal => {
  const seal = readSeal(bodyOf<ShiftClosedBody>(closed).statement);
  if (!seal) throw new StationFault('log-failed');
  return seal;
};
const shown = (opened: StoredEntry, closed: StoredEntry | undefined): Shift => {
  const { officer, officers, lane, lanes, equipment, from, to } = bodyOf<ShiftOpenedBody>(opened);
  const means = { ...(lanes && { lanes }), ...(equipment && { equipment }) };
  const base = { seq: opened.seq, officer, officers, lane, ...means, from, to };
  if (!closed) return base;
  const { from: first, to: last, fromSeq, toSeq } = sealOf(closed);
  const { officer: by, open, tally: frozen, handover } = bodyOf<ShiftClosedBody>(closed);
  const total = (frozen as unknown as Tally).persons.total;
  return {
    ...base,
    from: first,
    to: last,
    closed: { at: closed.at, officer: by, fromSeq, toSeq, open, persons: total, ...(handover && { handover }) },
  };
};

/** Shifts of this desk. Nothing of them is kept but their entries: what is signed can be read out of the log again. */
export const createShifts = ({ ports, desk, journal }: Parts): Shifts => {
  const { evidence, log, vault, sha256 } = ports;
  const newest = (kind: 'shift-opened' | 'shift-closed', before?: number): StoredEntry | undefined =>
    evidence.notes(kind, 1, before)[0];
  const openEntry = (): StoredEntry | undefined => {
    const opened = newest('shift-opened');
    return opened && (newest('shift-closed')?.seq ?? 0) < opened.seq ? opened : undefined;
  };
  const closingOf = (shift: number): StoredEntry => {
    const closing = evidence.noteAfter('shift-closed', shift);
    if (closing?.body['of'] !== shift) throw new StationFault('no-shift');
    return closing;
  };
  const count = (period: Period): Tally => {
    const post = desk.post();
    return tally(log.crossingsOf(period), period, { zone: post.zone, posts: [post.id] });
  };
  /** Every entry belongs to one shift: a shift's range begins where the one before it ended. */
  const rangeStart = (opened: StoredEntry): number => {
    const before = newest('shift-closed', opened.seq);
    return before ? sealOf(before).toSeq + 1 : opened.seq;
  };
  /** Where the station's key was lost and made anew in mid-shift, the log names the new one before it signs anything. */
  const underOwnKey = (opened: StoredEntry): StoredEntry => {
    const publicKey = vault.publicKey();
    if (opened.body['publicKey'] === publicKey) return opened;
    const { seq } = journal.append({ kind: 'shift-opened', body: { ...opened.body, publicKey } });
    return log.find(seq) ?? opened;
  };
  /** What was said after the closing; a crossing moved into the shift or out of it may lie far from the others. */
  const changesOf = (crossings: readonly CrossingRecord[], seal: ShiftSeal): StoredEntry[] => {
    const still = crossings.filter(({ movedFrom }) => movedFrom === undefined);
    const [first, last] = [still[0]?.seq ?? seal.fromSeq, still.at(-1)?.seq ?? seal.toSeq];
    const own = evidence.laidOver(first, last, seal.toSeq);
    const known = new Set(own.map(({ seq }) => seq));
    const others = crossings
      .filter(({ seq, movedFrom }) => movedFrom !== undefined && (seq < first || seq > last))
      .flatMap(({ seq }) => evidence.laidOver(seq, seq, seal.toSeq))
      .filter(({ seq }) => !known.has(seq));
    return [...own, ...others].sort((a, b) => a.seq - b.seq);
  };
  const supplementOf = ({ statement, publicKey, tally: frozen }: ShiftClosedBody, closing: StoredEntry) => {
    const seal = sealOf(closing);
    const period = (frozen as unknown as Tally).period;
    const changes = changesOf(log.crossingsOf(period), seal).map(({ seq, at, kind, body }) => {
      return { seq, at, kind, of: Number(body['of']), officer: String(body['officer']) };
    });
    if (changes.length === 0) return undefined;
    const told = { at: desk.now(), upTo: log.head().seq, changes, tally: { ...count(period) } };
    const text = supplementText(told, statement, sha256);
    return { ...told, statement: text, publicKey, signature: vault.sign(text) } satisfies Supplement;
  };

  return {
    current: () => {
      const opened = openEntry();
      return opened && shown(opened, undefined);
    },
    proposed: () => usualShift(ports.clock.now(), desk.post().zone),
    open: (times, officers, badge, { lanes, equipment } = {}) => {
      if (openEntry()) throw new StationFault('shift-open');
      const usual = usualShift(ports.clock.now(), desk.post().zone);
      const last = newest('shift-closed');
      const asked = times.from ?? usual.from;
      // Two shifts never count the same moment: the later begins where the earlier ended.
      const from = last && sealOf(last).to > asked ? sealOf(last).to : asked;
      const to = times.to ?? usual.to;
      if (from > desk.now()) throw new StationFault('bad-input', { field: 'from' });
      if (to <= from) throw new StationFault('bad-input', { field: 'to' });
      const body: ShiftOpenedBody = {
        officer: badge,
        officers: [...officers],
        lane: desk.config().lane,
        ...(lanes && { lanes }),
        ...(equipment && { equipment }),
        from,
        to,
        publicKey: vault.publicKey(),
      };
      journal.append({ kind: 'shift-opened', body });
    },
    close: (badge, handover) => {
      const begun = openEntry();
      if (!begun) throw new StationFault('no-shift');
      const opened = underOwnKey(begun);
      const { from } = bodyOf<ShiftOpenedBody>(opened);
      const now = desk.now();
      const to = now > from ? now : new Date(Date.parse(from) + 1).toISOString();
      const frozen = count({ kind: 'shift', from, to });
      const [fromSeq, toSeq] = [rangeStart(begun), log.head().seq];
      const statement = sealText({
        stationId: desk.config().stationId,
        shift: opened.seq,
        officer: badge,
        fromSeq,
        toSeq,
        from,
        to,
        root: rootOfHashes(evidence.hashes(fromSeq, toSeq), sha256),
        tallyHash: hashOfTally(frozen, sha256),
      });
      const signature = vault.sign(statement);
      const open = log.openReferrals().length;
      const body = { of: opened.seq, officer: badge, open, statement, publicKey: vault.publicKey(), signature };
      journal.append({
        kind: 'shift-closed',
        body: { ...body, tally: frozen, ...(handover && { handover: handover.body }) },
        ...(handover && { personal: handover.words }),
      });
    },
    list: (limit) =>
      evidence.notes('shift-opened', limit).map((opened, i, all) => {
        const closing = newest('shift-closed', all[i - 1]?.seq);
        return shown(opened, closing && closing.seq > opened.seq ? closing : undefined);
      }),
    signedTally: (shift) => {
      const closing = closingOf(shift);
      const body = bodyOf<ShiftClosedBody>(closing);
      const { statement, publicKey, signature, tally: frozen } = body;
      const supplement = supplementOf(body, closing);
      return {
        beket: 'signed-tally',
        version: 1,
        statement,
        publicKey,
        signature,
        tally: frozen,
        ...(supplement && { supplement }),
      };
    },
    entriesOf: (shift) => {
      const [opened, closing] = [log.find(shift), closingOf(shift)];
      if (!opened) throw new StationFault('no-shift');
      return { opened, closing };
    },
    proof: (seq) => proofOf(log, evidence, sha256, seq),
  };
};
