import type { NeighbourShelf } from './neighbour-ports.ts';
import type { Ports } from './ports.ts';
import type { Sync } from './sync.ts';

type Parts = {
  readonly ports: Pick<Ports, 'store' | 'neighbour' | 'stick'>;
  readonly shelf: NeighbourShelf;
  readonly sync: Pick<Sync, 'state'>;
  readonly onDelivered: () => void;
};

/** Brings what lies here for others to the centre while our line is good, and keeps its signed answers for them. */
export const createDelivery = ({ ports, shelf, sync, onDelivered }: Parts) => {
  const { store, neighbour, stick } = ports;
  let delivered = 0;

  const deliver = async (): Promise<void> => {
    const stuck = new Set<string>();
    for (const parcel of shelf.parcels()) {
      const { station, after, to } = parcel;
      const config = store.config();
      const { url, key } = config?.centre ?? {};
      if (!config || url === undefined || key === undefined || sync.state().error) return;
      const bytes = stuck.has(station) ? undefined : shelf.bytesOf(parcel);
      if (!bytes) continue;
      const came = await neighbour.deliver(url, config.stationId, bytes);
      if (!came.ok) return;
      const { answer, refused } = came.value;
      const text = answer && JSON.stringify(answer);
      const said = text === undefined ? undefined : stick.sealing.readStickAnswer(text, key);
      if (text !== undefined && said?.stationId === station) {
        shelf.keepAnswer({ station, acknowledged: said.acknowledged, text });
        shelf.dropParcels(station, Math.max(to, said.acknowledged));
        delivered += to - after;
        onDelivered();
      } else if (refused === 'gap') {
        // What comes before is on its way by another desk, or lost with one: the writer still has it.
        stuck.add(station);
      } else if (refused !== undefined) shelf.dropParcels(station, to);
      else return;
    }
  };
  return { deliver, delivered: () => delivered };
};
