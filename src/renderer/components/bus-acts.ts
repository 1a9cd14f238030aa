import type { BusException, Cause } from '../../domain/group/exceptions.ts';

/** What an officer may do with an exception, each on its key. */
export const busActs = [
  { name: 'typeOver', key: 'Ctrl+E' },
  { name: 'refer', key: 'F7' },
  { name: 'admit', key: 'F8' },
  { name: 'tie', key: 'F4' },
  { name: 'mistyped', key: 'F10' },
  { name: 'leaveOut', key: 'Delete' },
] as const;
export type BusAct = (typeof busActs)[number]['name'];

const aboutList: readonly Cause['kind'][] = ['swapped', 'differs', 'extra', 'missing'];

/** The acts that would settle something of this exception. */
export const actsFor = ({ id, causes }: BusException): readonly (typeof busActs)[number][] => {
  const has = (...kinds: readonly Cause['kind'][]): boolean => causes.some(({ kind }) => kinds.includes(kind));
  const isWhole = id !== undefined && !has('unread', 'incomplete', 'repeated');
  const may: Record<BusAct, boolean> = {
    typeOver: id !== undefined && !has('repeated'),
    refer: isWhole,
    admit: isWhole,
    tie: isWhole && has('minor'),
    mistyped: has(...aboutList),
    leaveOut: true,
  };
  return busActs.filter(({ name }) => may[name]);
};
