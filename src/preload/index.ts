import { contextBridge, ipcRenderer } from 'electron';
import { bridgeChannels } from '../contract/bridge.ts';
import type { Transport } from '../contract/client.ts';

/**
 * All that a page gets of Electron: two functions over one channel each. No event object, no `ipcRenderer`, no channel of the
 * page's choosing (checklist nos. 3 and 20).
 */
const bridge: Transport = {
  call: (name, input) => ipcRenderer.invoke(bridgeChannels.call, name, input),
  on: (name, listener) => {
    const hear = (_event: unknown, heard: unknown, data: unknown): void => {
      if (heard === name) listener(data);
    };
    ipcRenderer.on(bridgeChannels.event, hear);
    return () => void ipcRenderer.off(bridgeChannels.event, hear);
  },
};

contextBridge.exposeInMainWorld('beket', bridge);
