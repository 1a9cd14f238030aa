import type { CallOutput } from '../contract/station.ts';
import { badgeOf, type Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Journal } from './journal.ts';
import type { Ports } from './ports.ts';
import { deliverFile, DeliveryRefusal } from './stick-delivery.ts';
import type { StickReading } from './stick-ports.ts';
import type { LongWork } from './work.ts';

type Parts = {
  readonly ports: Pick<Ports, 'stick' | 'clock' | 'schedule'>;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly keeper: { readonly work: LongWork };
};
type Outcome = CallOutput<'deliverStick'>;
type Fault = Extract<Outcome, { ok: false }>['fault'];
const refuse = (fault: Fault): { ok: false; fault: Fault } => ({ ok: false, fault });

type File = ReturnType<Ports['stick']['filesIn']>[number];
/** A desk's earlier file goes before its later one; what is no file of a desk comes last. */
const inOrder = ({ header: one }: File, { header: other }: File): number => {
  if (!one || !other) return Number(!one) - Number(!other);
  return one.stationId.localeCompare(other.stationId) || one.after - other.after;
};

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
/** The stick itself: pulled out, unreadable, or never there. */
const isOfMachine = (error: unknown): boolean => /^E[A-Z0-9]+$/.test(codeOf(error));

/** Another desk's file on a stick, brought to the centre by this one, and the centre's answer beside it for the way back. */
export const stickDeliveryCalls = ({
  ports,
  desk,
  journal,
  keeper,
}: Parts): Pick<Handlers, 'sticksIn' | 'deliverStick'> => {
  const { stick, clock, schedule } = ports;
  const wait = (ms: number): Promise<void> => new Promise((resolve) => void schedule(ms, resolve));

  const writeAnswer = (folder: string, name: string, text: string): { file: string } | { ok: false; fault: Fault } => {
    try {
      return { file: stick.writeAnswer(folder, name, text) };
    } catch (error) {
      return refuse(codeOf(error) === 'disk-full' ? 'answer-disk-full' : 'answer-failed');
    }
  };

  return {
    sticksIn: ({ folder }) => {
      const { centreId } = desk.config().centre ?? {};
      try {
        const files = [...stick.filesIn(folder)].sort(inOrder).map(({ name, bytes, isAnswered: answered, header }) => {
          if (!header) return { name, bytes, answered };
          const { stationId, at, after, to } = header;
          const foreign = header.centreId !== centreId;
          return { name, bytes, answered, header: { stationId, entries: Math.max(0, to - after), at, foreign } };
        });
        return { ok: true, files };
      } catch (error) {
        if (!isOfMachine(error)) throw error;
        return refuse('no-folder');
      }
    },
    deliverStick: ({ folder, name }, caller) => {
      const { stationId: station, centre: known } = desk.config();
      if (known?.key === undefined) return refuse('no-centre');
      const centre = { url: known.url, key: known.key, station };
      const work = async (
        tell: Parameters<typeof deliverFile>[0]['tell'],
        isCalledOff: () => boolean,
      ): Promise<Outcome> => {
        let reading: StickReading | undefined;
        try {
          reading = await stick.read(folder, name);
          const given = { stick, clock, centre, wait, tell, isCalledOff };
          const { answer, text, ...delivered } = await deliverFile(given, reading);
          const { stationId, entries, stored, aside } = delivered;
          const stickDelivered = { station: stationId, entries, stored, aside, acknowledged: answer.acknowledged };
          journal.append({ kind: 'settings-changed', body: { by: badgeOf(caller), stickDelivered } });
          const written = writeAnswer(folder, name, text);
          if ('fault' in written) return written;
          return { ok: true, ...delivered, acknowledged: answer.acknowledged, answer: written.file };
        } catch (error) {
          if (error instanceof DeliveryRefusal) return refuse(error.code);
          if (!isOfMachine(error)) throw error;
          return refuse(reading ? 'stick-gone' : 'no-stick');
        } finally {
          await reading?.close().catch(() => undefined);
        }
      };
      return keeper.work.run('stick-delivery', work, badgeOf(caller));
    },
  };
};
