import type { StickKey } from '../contract/stick.ts';
import type { NeighbourSettings } from './neighbour-ports.ts';

/** Where a desk stands and whom it speaks to: kept beside the log, for it is not evidence. */
export type StationConfig = {
  readonly stationId: string;
  readonly post: string;
  readonly lane: string;
  readonly demo: boolean;
  /** Folder a flatbed's software writes its pictures to. */
  readonly watchedFolder?: string;
  /** Second folder or stick for copies of the log. */
  readonly secondBackups?: string;
  /** Other desks of the post on the local network; none is asked and nobody is answered where it is missing. */
  readonly neighbours?: NeighbourSettings;
  readonly centre?: {
    readonly url: string;
    readonly centreId: string;
    /** Public key of the centre (Ed25519, SPKI DER in Base64), pinned at enrolment; its feeds are believed by it alone. */
    readonly key?: string;
    /** The centre's key for keyed hashes of persons, in hex. */
    readonly stayKey?: string;
    /** The centre's key for sticks, signed by `key`. */
    readonly stickKey?: StickKey;
  };
};
