import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStickLine } from '../../src/adapters/http/stick-line.ts';
import { fullLines } from '../../src/adapters/http/uplink-lines.ts';
import { stickFolder } from '../../src/adapters/stick-folder.ts';
import * as sealing from '../../src/adapters/stick-seal.ts';
import { openVault } from '../../src/adapters/vault.ts';
import { deliverFile } from '../../src/core/stick-delivery.ts';
import { stickSteps } from '../../src/core/stick.ts';
import type { SyncDesk } from '../core/sync-desk.ts';
import { uplinkOf } from './centre-fixture.ts';
import { crossingBody } from './desk.ts';

/** Crossings in one commit: what is tried here is not how they are recorded. */
export const crossMany = ({ log, post }: SyncDesk, count: number): void => {
  const drafts = Array.from({ length: count }, (_, n) => ({
    kind: 'crossing' as const,
    body: crossingBody({ post }),
    personal: { document: { number: `N${n}` } },
  }));
  log.appendTogether(drafts);
};

/** A file on a stick, as its desk wrote it. */
export const writeStick = (desk: SyncDesk, folder: string, after?: number): string => {
  const { sign } = openVault({ folder: desk.folder });
  const name = `${desk.stationId}-${after ?? 0}.beket-stick`;
  const parts = { log: desk.log, store: desk.data.store, sealing };
  const span = after === undefined ? undefined : { after, most: 1_000_000 };
  const steps = [...stickSteps(parts, new Date().toISOString(), sign, fullLines, span)];
  writeFileSync(join(folder, name), Buffer.concat(steps.map(({ bytes }) => bytes)));
  return name;
};

export type Told = { step: string; done: number; total: number };
/** A desk with a line brings a file of that folder. */
export const bring = async (
  bearer: SyncDesk,
  [folder, name]: readonly [string, string],
  { url, isCalledOff = () => false }: { url?: string; isCalledOff?: (told: Told[]) => boolean } = {},
) => {
  const { centre } = bearer.data.store.config() ?? {};
  const bearerKey = openVault({ folder: bearer.folder });
  const reading = await stickFolder.read(folder, name);
  const told: Told[] = [];
  try {
    const delivered = await deliverFile(
      {
        stick: { sealing, line: createStickLine(uplinkOf(bearerKey).askBytes) },
        clock: { ticks: () => performance.now() },
        centre: { url: url ?? centre?.url ?? '', key: centre?.key ?? '', station: bearer.stationId },
        wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 20)),
        tell: (step, done, total) => told.push({ step, done, total }),
        isCalledOff: () => isCalledOff(told),
      },
      reading,
    );
    return { ...delivered, told };
  } catch (fault) {
    return { fault: (fault as { code?: string }).code ?? String(fault), told };
  } finally {
    await reading.close();
  }
};
