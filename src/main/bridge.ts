import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { bridgeChannels } from '../contract/bridge.ts';
import { dispatch } from '../contract/dispatch.ts';
import { stationEvents, type Answer, type EventName, type Station } from '../contract/station.ts';
import { isHome } from './origin.ts';

/** The top frame of a page of ours: not a frame within it, not a page that took its place (checklist no. 17). */
const isOurs = ({ senderFrame }: IpcMainInvokeEvent, home: string): boolean =>
  senderFrame !== null && senderFrame.parent === null && isHome(senderFrame.url, home);

/** Calls of pages to the station, one channel, each sender checked. */
export const answerCalls = (
  ipcMain: IpcMain,
  station: Station,
  home: string,
  onInternal: (call: string, error: unknown) => void,
): void => {
  ipcMain.handle(bridgeChannels.call, async (event, name: unknown, input: unknown): Promise<Answer<unknown>> => {
    if (!isOurs(event, home)) return { ok: false, fault: { code: 'not-allowed' } };
    return dispatch(station, name, input, { id: `window-${String(event.sender.id)}` }, onInternal);
  });
};

/** Events of the station to a page, for as long as the page lives. */
export const sendEvents = (station: Station, contents: WebContents): void => {
  const names = Object.keys(stationEvents) as EventName[];
  const stops = names.map((name) => station.on(name, (data) => contents.send(bridgeChannels.event, name, data)));
  contents.once('destroyed', () => {
    for (const stop of stops) stop();
  });
};
