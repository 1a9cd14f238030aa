import type * as v from 'valibot';
import { fleetActResponseSchema, fleetPaths, fleetResponseSchema, healthResponseSchema } from '../../contract/fleet.ts';
import type { FleetLine } from '../../core/fleet-ports.ts';
import type { UplinkResult } from '../../core/ports.ts';

/** A signed question with a JSON body, its answer parsed; what `createUplink` gives. */
export type AskJson = <S extends v.GenericSchema>(
  where: { readonly url: string; readonly path: string; readonly station: string },
  value: unknown,
  schema: S,
) => Promise<UplinkResult<v.InferOutput<S>>>;

/** How this desk is, and how all are, over the line to the centre. */
export const createFleetLine = (ask: AskJson): FleetLine => ({
  health: (url, station, health) =>
    ask({ url, path: fleetPaths.health.replace(':stationId', station), station }, health, healthResponseSchema),
  fleet: (url, station, officer) => ask({ url, path: fleetPaths.fleet, station }, { officer }, fleetResponseSchema),
  act: (url, station, request) => ask({ url, path: fleetPaths.acts, station }, request, fleetActResponseSchema),
});
