import { feedNames } from '../contract/feeds.ts';
import { neighbourVersion, usualNeighbourPort, type NeighbourQuestion } from '../contract/neighbour.ts';
import type { ListeningFault, NeighbourFault, NeighboursView } from '../contract/neighbour-views.ts';
import type { Feeds } from './feeds.ts';
import { createAsk, type Told } from './neighbour-asking.ts';
import { createDelivery } from './neighbour-delivery.ts';
import { createDoor } from './neighbour-door.ts';
import type { NeighbourPort, NeighbourSettings } from './neighbour-ports.ts';
import { createTidings } from './neighbour-tidings.ts';
import type { Ports } from './ports.ts';
import type { Sync } from './sync.ts';

type Parts = {
  readonly ports: Ports;
  readonly sync: Pick<Sync, 'state' | 'heardElsewhere'>;
  readonly feeds: Pick<Feeds, 'places' | 'offer'>;
  readonly onChange: (view: NeighboursView) => void;
};
type Other = {
  station?: string;
  lane?: string;
  heardAt?: string;
  fault?: { code: NeighbourFault; at: string };
  crossings: number;
  lists: number;
  entries: number;
};
type Listening = Extract<Awaited<ReturnType<NeighbourPort['listen']>>, { port: number }>;

/** How often each neighbour is asked: what was recorded beside us an hour ago must count, what was a moment ago may not yet. */
const everyMs = 10_000;
/** Between two questions to one desk, so that a long backlog leaves the page its time. */
const breathMs = 25;
/** Questions to one desk in one round. */
const mostSteps = 400;

export const usualSettings: NeighbourSettings = { on: false, host: '0.0.0.0', port: usualNeighbourPort, others: [] };

/** Other desks of the post: what they recorded, what the centre told them, and their entries where only we have a line. */
export const createNeighbours = ({ ports, sync, feeds, onChange }: Parts) => {
  const { clock, store, schedule, neighbour } = ports;
  const { shelf } = neighbour;
  let [isStopped, acknowledged] = [false, 0];
  let listening: Listening | undefined;
  let fault: ListeningFault | undefined;
  let cancel: (() => void) | undefined;
  let running: Promise<void> | undefined;
  let opening: Promise<void> = Promise.resolve();
  const others = new Map<string, Other>();

  const settings = (): NeighbourSettings => store.config()?.neighbours ?? usualSettings;
  const now = (): string => new Date(clock.now()).toISOString();
  const tidings = createTidings({
    ports,
    neighbour,
    sync,
    onAcknowledged: (entries) => {
      acknowledged += entries;
      tell();
    },
  });
  const delivery = createDelivery({ ports, shelf, sync, onDelivered: () => tell() });
  const door = createDoor({ ports, neighbour, tell: tidings.tell });
  const ask = createAsk({ ports, neighbour });

  const view = (): NeighboursView => {
    const { on, host, port, others: addresses } = settings();
    const own = store.config()?.stationId;
    const fresh: Other = { crossings: 0, lists: 0, entries: 0 };
    return {
      on,
      host,
      port: listening?.port ?? port,
      listening: listening !== undefined,
      ...(fault && { fault }),
      desks: ports.feeds.desks.list().filter(({ id, revoked }) => id !== own && !revoked).length,
      others: addresses.map((address) => ({ address, ...(others.get(address) ?? fresh) })),
      carried: shelf.carried(),
      delivered: delivery.delivered(),
      acknowledged,
    };
  };
  const tell = (): void => {
    if (!isStopped) onChange(view());
  };
  const breathe = (): Promise<void> => new Promise((resolve) => void schedule(breathMs, resolve));

  const question = (): Omit<NeighbourQuestion, 'ephemeral'> => {
    const own = store.config();
    const marks = new Map(shelf.marks().map((mark) => [mark.station, mark]));
    const known = ports.feeds.desks
      .list()
      .filter(({ id, revoked }) => id !== own?.stationId && !revoked)
      .map(({ id }) => {
        const { after = 0, hash } = marks.get(id) ?? {};
        const carried = shelf.hasRoom() ? { carried: shelf.carriedUpTo(id) } : {};
        return [id, { after, ...(hash !== undefined && { hash }), ...carried }] as const;
      });
    return {
      beket: 'neighbour',
      version: neighbourVersion,
      centre: own?.centre?.centreId ?? '',
      known: Object.fromEntries(known),
      feeds: Object.fromEntries(feedNames.map((feed) => [feed, feeds.places(feed)])),
      answers: tidings.answersFor(),
    };
  };

  /** Takes in what one answer told. True where asking again would bring more. */
  const take = async ({ desk, tidings: told }: Told, other: Other): Promise<boolean> => {
    const { stays, batches, parcel, answers, restart, acknowledged: held } = told;
    tidings.hear(answers);
    if (restart) {
      shelf.forget(desk.id);
      return true;
    }
    const before = shelf.marks().find(({ station }) => station === desk.id)?.after ?? 0;
    const { rows, next, hash } = stays;
    // Only a desk whose whole log was told is known as of now.
    const heardAt = stays.more ? {} : { heardAt: now() };
    const isOn = hash !== undefined && next >= before;
    shelf.takeStays({ station: desk.id, after: Math.max(next, before), ...(isOn && { hash }), ...heardAt }, rows);
    other.crossings += rows.length;
    let isMore = stays.more && next > before;
    for (const { feed, answer } of batches) {
      const name = feedNames.find((one) => one === feed);
      if (!name || !(await feeds.offer(name, answer))) continue;
      other.lists += 1;
      isMore = true;
    }
    shelf.dropParcels(desk.id, held);
    if (parcel && parcel.to > parcel.after) {
      const bytes = ports.base64.toBytes(parcel.bytes);
      const isKept = shelf.keepParcel({ station: desk.id, after: parcel.after, to: parcel.to }, bytes, clock.now());
      if (isKept) other.entries += parcel.to - parcel.after;
      isMore ||= isKept;
    }
    return isMore;
  };

  const askOne = async (address: string): Promise<void> => {
    const other = others.get(address) ?? { crossings: 0, lists: 0, entries: 0 };
    others.set(address, other);
    for (let step = 0; step < mostSteps && !isStopped; step += 1) {
      const answer = await ask(address, question());
      if (isStopped) return;
      if ('fault' in answer) {
        other.fault = { code: answer.fault, at: now() };
        return;
      }
      delete other.fault;
      [other.station, other.lane, other.heardAt] = [answer.desk.id, answer.tidings.lane, now()];
      if (!(await take(answer, other))) return;
      await breathe();
    }
  };

  const work = async (): Promise<void> => {
    const { on, others: addresses } = settings();
    if (!on || !store.config()?.centre) return;
    await Promise.all(addresses.map((address) => askOne(address)));
    if (!isStopped) await delivery.deliver();
    tell();
  };
  const plan = (ms: number): void => {
    cancel?.();
    cancel = isStopped ? undefined : schedule(ms, () => void round());
  };
  const round = (): Promise<void> => {
    if (isStopped) return Promise.resolve();
    running ??= work()
      // What goes wrong here is said beside each neighbour; the next round tries again.
      .catch(() => undefined)
      .finally(() => {
        running = undefined;
        plan(everyMs);
      });
    return running;
  };

  /** Opens or closes the door as the settings say; one after another. */
  const reopen = (): Promise<void> =>
    (opening = opening.then(async () => {
      await listening?.stop();
      [listening, fault] = [undefined, undefined];
      const { on, host, port } = settings();
      if (!on || isStopped) return;
      const opened = await neighbour.listen(host, port, door);
      if ('fault' in opened) fault = opened.fault;
      else listening = opened;
      tell();
    }));

  void reopen();
  plan(everyMs / 10);
  return {
    view,
    ask: async (): Promise<NeighboursView> => {
      await opening;
      await running;
      await round();
      return view();
    },
    /** The settings changed. */
    changed: async (): Promise<NeighboursView> => {
      others.clear();
      await reopen();
      if (settings().on) plan(everyMs / 10);
      return view();
    },
    /** The line to the centre is good. */
    nudge: (): void => {
      if (settings().on && !running && shelf.carried() > 0) plan(everyMs / 10);
    },
    stop: async (): Promise<void> => {
      isStopped = true;
      cancel?.();
      // A question under way is not waited for: its answer finds a desk that is closed.
      await reopen();
    },
  };
};

export type Neighbours = ReturnType<typeof createNeighbours>;
