import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStation } from '../../src/adapters/compose.ts';
import { dispatch } from '../../src/contract/dispatch.ts';
import type { Answer, CallInput, CallName, CallOutput, Station } from '../../src/contract/station.ts';

export type TestDesk = {
  readonly station: Station;
  readonly folder: string;
  /** A call as a page of the given session makes it, through the real door. */
  call<N extends CallName>(name: N, input: CallInput<N>, session?: string): Promise<Answer<CallOutput<N>>>;
  /** The same, where it must succeed. */
  value<N extends CallName>(name: N, input: CallInput<N>, session?: string): Promise<CallOutput<N>>;
  /** The same folder, closed and opened again. */
  reopen(): Promise<TestDesk>;
  close(): Promise<void>;
};

/** A real station on a folder of its own: real log, real reader, real rules. */
export const openDesk = (folder = mkdtempSync(join(tmpdir(), 'beket-desk-'))): TestDesk => {
  const station = openStation({
    folder,
    resources: fileURLToPath(new URL('../../resources', import.meta.url)),
    workerUrl: new URL('../../src/adapters/reading/worker.ts', import.meta.url),
  });
  const call: TestDesk['call'] = (name, input, session = 'page') =>
    dispatch(station, name, input, { id: session }) as Promise<Answer<never>>;
  return {
    station,
    folder,
    call,
    value: async (name, input, session) => {
      const answer = await call(name, input, session);
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.fault)}`);
      return answer.value;
    },
    reopen: async () => {
      await station.close();
      return openDesk(folder);
    },
    close: async () => {
      await station.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export const administrator = { badge: 'A1', name: 'Test Administrator', pin: '123456' };

/** A desk that has been set up, its first administrator signed in on the page. */
export const openSetUpDesk = async (): Promise<TestDesk> => {
  const desk = openDesk();
  await desk.value('setUp', { post: 'zhaisan', lane: '1', admin: administrator });
  return desk;
};
