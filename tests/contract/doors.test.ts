import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStation } from '../../src/adapters/compose.ts';
import { dispatch } from '../../src/contract/dispatch.ts';
import type { Station } from '../../src/contract/station.ts';
import { createHost } from '../../src/kiosk/host.ts';
import { createHttpTransport } from '../kiosk/http-transport.ts';
import { startDesk } from '../main/desk.ts';
import { stationSuite } from './station-suite.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const openEmpty = (): { station: Station; close(): Promise<void> } => {
  const folder = mkdtempSync(join(tmpdir(), 'beket-door-'));
  const station = openStation({
    folder,
    resources: here('../../resources'),
    workerUrl: new URL('../../src/adapters/reading/worker.ts', import.meta.url),
  });
  return {
    station,
    close: async () => {
      await station.close();
      rmSync(folder, { recursive: true });
    },
  };
};

stationSuite('dispatch', 2, async () => {
  const { station, close } = openEmpty();
  const pageOf = (id: string) => ({
    call: (name: string, input: unknown) => dispatch(station, name, input, { id }),
    on: (name: string, listener: (data: unknown) => void) => station.on(name as 'log', listener),
  });
  return Promise.resolve({ page: pageOf('one'), otherPage: pageOf('two'), close });
});

stationSuite('the kiosk', 2, async () => {
  const { station, close } = openEmpty();
  const host = await createHost({ station, pagesFolder: here('..'), onInternal: () => undefined });
  const address = await host.listen({ host: '127.0.0.1', port: 0 });
  const [page, otherPage] = [createHttpTransport(address), createHttpTransport(address)];
  return {
    page,
    otherPage,
    close: async () => {
      page.close();
      otherPage.close();
      await host.close();
      await close();
    },
  };
});

// One window, so one session.
stationSuite('Electron', 1, async () => {
  const desk = await startDesk();
  const home = { url: 'beket://desk/', isTop: true };
  const listeners: ReturnType<typeof setInterval>[] = [];
  return {
    page: {
      call: (name, input) => desk.do('call', home, name, input),
      on: (name, listener) => {
        let told = 0;
        const ask = async (): Promise<void> => {
          const sent = (await desk.noted('webContents.send')).filter(([channel]) => channel === 'beket:event');
          for (const [, event, data] of sent.slice(told)) if (event === name) listener(data);
          told = sent.length;
        };
        listeners.push(setInterval(() => void ask().catch(() => undefined), 100));
        return () => undefined;
      },
    },
    close: async () => {
      for (const timer of listeners) clearInterval(timer);
      await desk.stop();
    },
  };
});
