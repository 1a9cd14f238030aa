import { randomBytes } from 'node:crypto';
import type { FleetNotice } from '../contract/fleet.ts';
import type { Notice, Order } from '../domain/fleet/notice.ts';
import type { Query } from './database.ts';
import { feedRow, standing, writeFeed } from './feed-items.ts';

/** An item of the feed `notices`; `to` names the desks it is for, and is not told to them. */
type Addressed = ({ readonly notice: Notice } | { readonly order: Order }) & { readonly to?: readonly string[] };

const newId = (): string => randomBytes(8).toString('hex');

export const sendNotice = async (
  query: Query,
  words: Pick<Notice, 'text' | 'from' | 'at'>,
  to: readonly string[] | undefined,
): Promise<string> => {
  const id = newId();
  const item: Addressed = { notice: { id, ...words }, ...(to && { to }) };
  await writeFeed(query, 'notices', [{ key: id, item }]);
  return id;
};

/** The desks it has reached take it away. False where there is none. */
export const withdrawNotice = async (query: Query, id: string): Promise<boolean> => {
  const row = await feedRow(query, 'notices', id);
  if (row?.item === undefined) return false;
  await writeFeed(query, 'notices', [{ key: id }]);
  return true;
};

/** A later order of the same kind takes the place of one that the desk has not heard yet. */
export const orderDesk = async (query: Query, station: string, what: Order['what'], at: string): Promise<void> => {
  const item: Addressed = { order: { id: newId(), what, at }, to: [station] };
  await writeFeed(query, 'notices', [{ key: `${what} ${station}`, item }]);
};

/** What a desk is told of an item: nothing where it is for others. */
export const shownToStation = (item: unknown, station: string): unknown => {
  const { to, ...rest } = item as Addressed;
  return to === undefined || to.includes(station) ? rest : undefined;
};

export const readNotices = async (query: Query): Promise<FleetNotice[]> =>
  (await standing({ query }, 'notices'))
    .map(({ item }) => item as Addressed)
    .flatMap((item) => ('notice' in item ? [{ ...item.notice, ...(item.to && { stations: [...item.to] }) }] : []))
    .toSorted((a, b) => b.at.localeCompare(a.at));
