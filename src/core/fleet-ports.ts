import type { EnrolmentCode, FleetActRequest, FleetView } from '../contract/fleet.ts';
import type { ChainCheck, DeskHealth } from '../domain/fleet/desk-health.ts';
import type { Notice, Order } from '../domain/fleet/notice.ts';
import type { Kept } from './feed-ports.ts';
import type { UplinkResult } from './ports.ts';

/** What the machine says of itself; nothing where it does not say. */
export type Machine = {
  disk(): Promise<DeskHealth['disk']>;
  battery(): Promise<DeskHealth['battery']>;
};

/** Questions about the fleet over the line. Never throws for what the line does. */
export type FleetLine = {
  health(url: string, stationId: string, health: DeskHealth): Promise<UplinkResult<unknown>>;
  fleet(url: string, stationId: string, officer: string): Promise<UplinkResult<FleetView>>;
  act(
    url: string,
    stationId: string,
    request: FleetActRequest,
  ): Promise<UplinkResult<{ readonly code?: EnrolmentCode | undefined }>>;
};

/** A message of the centre, and who acknowledged it here. */
export type KeptNotice = Notice & { readonly acknowledged?: { readonly at: string; readonly by: string } };

export type FleetPorts = {
  readonly line: FleetLine;
  readonly machine: Machine;
  readonly notices: Kept<KeptNotice>;
  /** What the centre asked for and was not done yet. */
  readonly orders: Kept<Order>;
  /** The last time the whole log was gone through. */
  readonly checks: Kept<ChainCheck>;
  /** A QR code: its side in modules, and a path that fills the dark ones. */
  readonly qr: (text: string) => { readonly size: number; readonly path: string };
};
