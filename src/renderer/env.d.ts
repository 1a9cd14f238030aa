import type { StationClient } from '../contract/station.ts';

declare global {
  /** The bridge of the Electron preload; missing where the page is served by the kiosk. */
  var beket: StationClient | undefined;
}
