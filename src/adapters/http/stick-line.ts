import type * as v from 'valibot';
import { stickLinePaths, stickPartResponseSchema, stickTakeResponseSchema } from '../../contract/stick-line.ts';
import type { UplinkResult } from '../../core/ports.ts';
import type { StickLine } from '../../core/stick-ports.ts';

/** A signed question with bytes, its answer parsed; what `createUplink` gives. */
export type AskBytes = <S extends v.GenericSchema>(
  where: { readonly url: string; readonly path: string; readonly station: string },
  bytes: Uint8Array,
  schema: S,
) => Promise<UplinkResult<v.InferOutput<S>>>;

/** Another desk's file from a stick, over our line to the centre. */
export const createStickLine = (ask: AskBytes): StickLine => {
  const at = (path: string, station: string, digest: string): string =>
    path.replace(':stationId', station).replace(':digest', digest);
  return {
    part: ({ url, station }, { digest, from, size }, bytes) => {
      const path = `${at(stickLinePaths.part, station, digest)}?at=${from}&size=${size}`;
      return ask({ url, path, station }, bytes, stickPartResponseSchema);
    },
    take: ({ url, station }, digest) => {
      const path = at(stickLinePaths.take, station, digest);
      return ask({ url, path, station }, new Uint8Array(), stickTakeResponseSchema);
    },
  };
};
