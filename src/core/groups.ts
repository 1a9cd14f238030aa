import type { GroupKind, GroupRef } from '../domain/crossing.ts';
import type { Random } from './ports.ts';

/** A vehicle or family on the lane: whoever is recorded now belongs to it, until it is closed. */
export type OpenGroup = GroupRef & { readonly seqs: readonly number[] };

type Holder = { readonly session: string; readonly badge: string };

export type Groups = {
  /** A group is its officer's: whoever signs in next on the page does not go on with it. */
  of(holder: Holder): OpenGroup | undefined;
  open(holder: Holder, kind: GroupKind): OpenGroup;
  joined(holder: Holder, seq: number): void;
  close(holder: Holder): void;
  /** A group that is recorded at once and never stays open. */
  at(kind: GroupKind): GroupRef;
};

const keyOf = ({ session, badge }: Holder): string => `${session} ${badge}`;
const idBytes = 8;

export const createGroups = (random: Random): Groups => {
  const open = new Map<string, OpenGroup>();
  const at = (kind: GroupKind): GroupRef => ({ id: random.hex(idBytes), kind });
  return {
    at,
    of: (holder) => open.get(keyOf(holder)),
    open: (holder, kind) => {
      const group = { ...at(kind), seqs: [] };
      open.set(keyOf(holder), group);
      return group;
    },
    joined: (holder, seq) => {
      const group = open.get(keyOf(holder));
      if (group) open.set(keyOf(holder), { ...group, seqs: [...group.seqs, seq] });
    },
    close: (holder) => void open.delete(keyOf(holder)),
  };
};
