import { readFileSync, writeFileSync } from 'node:fs';
import { StartFault } from './database.ts';
import type { StickOptions } from './options.ts';
import { askCentre } from './running-centre.ts';

/** Gives a desk's file to the running centre and writes its answer beside it, for the way back. */
export const importStickFile = async (options: StickOptions): Promise<Record<string, unknown>> => {
  const file = ((): Buffer => {
    try {
      return readFileSync(options.file);
    } catch {
      throw new StartFault(`Cannot read ${options.file}.`);
    }
  })();
  const { body } = await askCentre(options, '/v1/admin/stick', file);
  const { answer, stationId, entries, stored, rejected } = body;
  const to = options.answer ?? `${options.file}.answer`;
  writeFileSync(to, `${JSON.stringify(answer)}\n`, { flush: true });
  return { stationId, entries, stored, rejected, answer: to };
};
