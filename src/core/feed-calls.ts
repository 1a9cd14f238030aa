import type { FindingRow } from '../contract/feed-views.ts';
import { StationFault } from '../contract/fault.ts';
import type { TravelFinding } from '../domain/travel-finding.ts';
import { badgeOf, type Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Feeds } from './feeds.ts';
import type { Journal } from './journal.ts';
import type { Ports } from './ports.ts';

type Parts = { readonly ports: Ports; readonly desk: Desk; readonly journal: Journal; readonly feeds: Feeds };

const shown = 200;

/** What came down from the centre, and a supervisor's word on crossings that do not fit together. */
export const feedCalls = ({
  ports,
  desk,
  journal,
  feeds,
}: Parts): Pick<Handlers, 'feeds' | 'pullFeeds' | 'travelFindings' | 'disposeFinding'> => {
  const { findings } = ports.feeds;
  /** A finding names entries; only the desk that wrote one knows whose it is. */
  const withPerson = (finding: TravelFinding): FindingRow => {
    const own = [finding.earlier, finding.later].find(({ station }) => station === desk.config().stationId);
    const document = own && ports.log.crossing(own.seq)?.personal?.document;
    if (!document) return finding;
    return {
      ...finding,
      person: { name: `${document.surname} ${document.givenNames ?? ''}`.trim(), document: document.number },
    };
  };
  const rows = (): FindingRow[] =>
    findings
      .list()
      .toSorted(
        (a, b) =>
          Number(a.disposition !== undefined) - Number(b.disposition !== undefined) ||
          b.later.at.localeCompare(a.later.at),
      )
      .slice(0, shown)
      .map(withPerson);
  return {
    feeds: () => [...feeds.states()],
    pullFeeds: async () => {
      await feeds.pull();
      return [...feeds.states()];
    },
    travelFindings: rows,
    disposeFinding: ({ id, what, note }, caller) => {
      const finding = findings.list().find((one) => one.id === id);
      if (!finding) throw new StationFault('no-such-entry', { field: 'id' });
      const by = badgeOf(caller);
      journal.append({
        kind: 'finding-disposed',
        body: { finding: id, what, officer: by },
        ...(note && { personal: { note } }),
      });
      findings.put(id, { ...finding, disposition: { what, by, at: desk.now() } });
      return rows();
    },
  };
};
