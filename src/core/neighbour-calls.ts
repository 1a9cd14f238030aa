import { badgeOf, because, type Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Journal } from './journal.ts';
import type { Neighbours } from './neighbours.ts';
import type { Ports } from './ports.ts';

type Parts = {
  readonly ports: Pick<Ports, 'store'>;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly neighbours: Neighbours;
};

/** Other desks of the post: seen by everybody, set by an administrator. */
export const neighbourCalls = ({
  ports,
  desk,
  journal,
  neighbours,
}: Parts): Pick<Handlers, 'neighbours' | 'askNeighbours' | 'saveNeighbours'> => ({
  neighbours: () => neighbours.view(),
  askNeighbours: () => neighbours.ask(),
  saveNeighbours: async ({ on, host, port, others, reason }, caller) => {
    const settings = { on, host, port, others: [...new Set(others)] };
    ports.store.saveConfig({ ...desk.config(), neighbours: settings });
    const body = { by: badgeOf(caller), neighbours: on ? settings.others.length : 'off' };
    journal.append({ kind: 'settings-changed', body, ...because(reason) });
    return neighbours.changed();
  },
});
