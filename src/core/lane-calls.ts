import { StationFault } from '../contract/fault.ts';
import type { CallValue } from '../contract/station.ts';
import type { LaneCase, ReadOutcome } from '../contract/views.ts';
import { typedDocument } from '../domain/document/typed-document.ts';
import type { PartialDocument } from '../domain/document/travel-document.ts';
import type { RawScan, Reading, Voucher } from '../domain/document/reading.ts';
import { paperMark } from '../domain/tally-code.ts';
import { createCamera } from './camera.ts';
import { badgeOf, type Caller, type Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import { holderOf, mustBeAdult } from './group-calls.ts';
import type { Groups } from './groups.ts';
import type { Inbox } from './inbox.ts';
import type { Journal } from './journal.ts';
import type { Lane, ParkedCase } from './lane.ts';
import { settledText, vouchedByOfficer } from './settling.ts';
import type { Ports } from './ports.ts';
import { crossingDraft } from './recording.ts';
import { createWeigh, shownCase } from './weighing.ts';

type Parts = {
  readonly ports: Ports;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly lane: Lane;
  readonly inbox: Inbox;
  readonly groups: Groups;
};

type Company = Pick<CallValue<'record'>, 'accompaniedBy' | 'consent'>;

/** Of several codes on one document, the one that says most. */
const fullest = (readings: readonly Reading[]): Reading | undefined =>
  readings
    .filter(({ document }) => document !== undefined)
    .toSorted((a, b) => Object.keys(b.document ?? {}).length - Object.keys(a.document ?? {}).length)[0];

/** The reading after an officer typed over some of its fields: those are now vouched for by the officer. */
const amended = (reading: Reading, fields: readonly string[]): Reading => {
  const byOfficer = Object.fromEntries(fields.map((field): [string, Voucher] => [field, 'officer']));
  return {
    ...reading,
    problems: reading.problems.filter(({ field }) => !fields.includes(field)),
    vouchedBy: { ...reading.vouchedBy, ...byOfficer },
  };
};

const manualReading: Reading = { source: 'manual', format: 'none', text: '', problems: [] };

/** From a scan to a recorded crossing. */
export const laneCalls = (
  parts: Parts,
): Pick<Handlers, 'read' | 'look' | 'takeInbox' | 'settle' | 'enter' | 'weigh' | 'record' | 'discard'> => {
  const { ports, desk, journal, lane, inbox, groups } = parts;
  const weigh = createWeigh(ports, desk);
  const camera = createCamera((payload) => ports.reader.read({ source: 'text', payload }));
  const park = (
    sessionId: string,
    reading: Reading,
    document: PartialDocument,
    at: ParkedCase['circumstances'],
  ): LaneCase => shownCase(lane.park({ sessionId, ...weigh(reading, document, at) }));

  /** The group that is open, and an adult of it where a minor is said to be with one. */
  const companyOf = ({ accompaniedBy, consent }: Company, caller: Caller) => {
    const open = groups.of(holderOf(caller));
    if (accompaniedBy !== undefined) {
      const adult = open?.seqs.includes(accompaniedBy) ? ports.log.crossing(accompaniedBy) : undefined;
      mustBeAdult(adult?.personal?.document, desk.today(), String(accompaniedBy));
    }
    return {
      ...(open && { group: { id: open.id, kind: open.kind } }),
      ...(accompaniedBy !== undefined && { accompaniedBy }),
      ...(consent && { consent }),
    };
  };

  const readScan = async (scan: RawScan, sessionId: string, at: ParkedCase['circumstances']): Promise<ReadOutcome> => {
    const readings = await ports.reader.read(scan);
    const best = fullest(readings);
    return { readings, ...(best?.document && { parked: park(sessionId, best, best.document, at) }) };
  };

  return {
    read: ({ scan, circumstances }, { session }) => readScan(scan, session.id, circumstances),
    takeInbox: async ({ circumstances }, { session }) => {
      const scan = inbox.take();
      const outcome = scan && (await readScan(scan, session.id, circumstances));
      return { waiting: inbox.waiting(), ...(outcome && { outcome }) };
    },
    look: async ({ frame, fresh, circumstances }, { session }) => {
      if (fresh) camera.forget(session.id);
      const readings = await ports.reader.read({ source: 'camera', payload: frame });
      const certain = await camera.weigh(session.id, readings, ports.clock.ticks());
      const sightings = readings.flatMap(({ source, format, corners }) =>
        corners ? [{ source, format, corners }] : [],
      );
      const paper = readings.find(({ text }) => text.startsWith(paperMark))?.text;
      if (!certain?.document) return { sightings, ...(paper !== undefined && { paper }) };
      const parked = park(session.id, certain, certain.document, circumstances);
      return { sightings, outcome: { readings: [certain], parked } };
    },
    enter: ({ caseId, fields, circumstances }, { session }) => {
      const parked = caseId === undefined ? undefined : lane.find(caseId, session.id);
      const typed = typedDocument(fields, desk.today(), parked?.document);
      if (typed.problems.length > 0 || !typed.document) {
        return { problems: [...typed.problems], ...(parked && { parked: shownCase(parked) }) };
      }
      const reading = amended(parked?.reading ?? manualReading, Object.keys(fields));
      if (!parked) return { problems: [], parked: park(session.id, reading, typed.document, circumstances) };
      const weighed = { ...parked, ...weigh(reading, typed.document, circumstances, parked.rebuttal) };
      return { problems: [], parked: shownCase(lane.replace(weighed)) };
    },
    settle: async ({ caseId, characters }, { session }) => {
      const parked = lane.find(caseId, session.id);
      const text = settledText(parked.reading, characters);
      const [settled] = text === undefined ? [] : await ports.reader.read({ source: 'text', payload: text });
      if (!settled?.document) throw new StationFault('bad-input', { field: 'characters' });
      const reading = vouchedByOfficer(settled, parked.reading);
      const weighed = weigh(reading, settled.document, parked.circumstances, parked.rebuttal);
      return shownCase(lane.replace({ ...parked, ...weighed }));
    },
    weigh: ({ caseId, circumstances }, { session }) => {
      const parked = lane.find(caseId, session.id);
      const weighed = weigh(parked.reading, parked.document, circumstances, parked.rebuttal);
      return shownCase(lane.replace({ ...parked, ...weighed }));
    },
    record: ({ caseId, action, reason, remarks, ...company }, caller) => {
      const parked = lane.find(caseId, caller.session.id);
      const { decision } = parked;
      if (!decision) throw new StationFault('case-incomplete', { detail: parked.missing.join(' ') });
      const choice = { action, ...(reason && { reason }), ...(remarks && { remarks }), ...companyOf(company, caller) };
      // The officer decided on a verdict of rules that were put out of force meanwhile: it is shown again, not recorded.
      if (ports.rules.packAt(ports.clock.now(), desk.post().zone).hash !== decision.pack.hash) {
        lane.replace({ ...parked, ...weigh(parked.reading, parked.document, parked.circumstances, parked.rebuttal) });
        throw new StationFault('rules-changed');
      }
      const draft = crossingDraft({ ...parked, decision }, choice, desk, badgeOf(caller), ports.clock.ticks());
      const entry = journal.append(draft);
      lane.remove(caseId);
      groups.joined(holderOf(caller), entry.seq);
      const record = ports.log.crossing(entry.seq);
      if (!record) throw new StationFault('log-failed');
      return record;
    },
    discard: ({ caseId }, { session }) => {
      lane.remove(lane.find(caseId, session.id).id);
      return {};
    },
  };
};
