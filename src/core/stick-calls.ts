import type { CallOutput } from '../contract/station.ts';
import { stickEnding, type StickAnswer } from '../contract/stick.ts';
import type { Handlers } from './caller.ts';
import type { Desk } from './desk.ts';
import type { Journal } from './journal.ts';
import type { Ports } from './ports.ts';
import { StickRefusal, stickSteps, takeNewestAnswer, takeStickAnswer } from './stick.ts';
import { stickDeliveryCalls } from './stick-delivery-calls.ts';
import type { StickFile } from './stick-ports.ts';
import type { Sync } from './sync.ts';
import type { LongWork } from './work.ts';

type Parts = {
  readonly ports: Ports;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly sync: Sync;
  readonly keeper: { readonly work: LongWork };
};
type Refused = Extract<CallOutput<'writeStick'>, { ok: false }>;

const refusedBy = (error: unknown): Refused => {
  if (error instanceof StickRefusal) return { ok: false, fault: error.code };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return { ok: false, fault: 'no-folder' };
  return { ok: false, fault: code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'write-failed' };
};

/** Entries on a stick to the centre, and its answer back: for a desk whose line will not come back soon. */
export const stickCalls = (
  given: Parts,
): Pick<Handlers, 'writeStick' | 'takeStickAnswer' | 'findStickAnswer' | 'sticksIn' | 'deliverStick'> => {
  const { ports, desk, sync, keeper } = given;
  const { stick, log, store, clock, vault } = ports;
  const parts = { log, store, sealing: stick.sealing };
  /** Between two pieces the desk has its turn. */
  const pause = (): Promise<void> => new Promise((resolve) => void ports.schedule(0, resolve));
  const takeBy = (take: () => StickAnswer): CallOutput<'takeStickAnswer'> => {
    try {
      const { acknowledged } = take();
      sync.heardElsewhere();
      return { ok: true, acknowledged, sync: sync.state() };
    } catch (error) {
      if (error instanceof StickRefusal) return { ok: false, fault: error.code };
      throw error;
    }
  };
  return {
    ...stickDeliveryCalls(given),
    writeStick: ({ folder }) =>
      keeper.work.run('stick', async (tell, isCalledOff) => {
        const at = new Date(clock.now()).toISOString();
        const name = `${desk.config().stationId}-${at.slice(0, 19).replace(/\D/g, '')}${stickEnding}`;
        let file: StickFile | undefined;
        try {
          let entries = 0;
          for (const { bytes, done, total } of stickSteps(parts, at, vault.sign, stick.linesOf)) {
            file ??= stick.open(folder, name);
            if (isCalledOff()) {
              file.abandon();
              return { ok: false, fault: 'called-off' };
            }
            file.write(bytes);
            tell('stick', done, total);
            entries = done;
            await pause();
          }
          return { ok: true, file: file?.finish() ?? '', entries };
        } catch (error) {
          file?.abandon();
          return refusedBy(error);
        }
      }),
    takeStickAnswer: ({ text }) => takeBy(() => takeStickAnswer(parts, text)),
    findStickAnswer: ({ folder }) => {
      let texts: readonly string[];
      try {
        texts = stick.answersIn(folder);
      } catch {
        return { ok: false, fault: 'no-folder' };
      }
      return takeBy(() => takeNewestAnswer(parts, texts));
    },
  };
};
