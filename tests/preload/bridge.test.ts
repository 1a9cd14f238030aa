import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { expect, it } from 'vitest';

type Bridge = {
  call(name: string, input: unknown): Promise<unknown>;
  on(name: string, listener: (...heard: unknown[]) => void): () => void;
};

const source = readFileSync('out/preload/index.cjs', 'utf8');

/** The built preload, run as the sandbox runs it: CommonJS, and a `require` that knows `electron` alone. */
const load = () => {
  const exposed: Record<string, unknown> = {};
  const invoked: unknown[][] = [];
  const listeners = new Map<string, Set<(...args: unknown[]) => void>>();
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, api: unknown) => (exposed[name] = api) },
    ipcRenderer: {
      invoke: (...args: unknown[]) => {
        invoked.push(args);
        return Promise.resolve('answer');
      },
      on: (channel: string, listener: (...args: unknown[]) => void) =>
        listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener)),
      off: (channel: string, listener: (...args: unknown[]) => void) => listeners.get(channel)?.delete(listener),
    },
  };
  const require = (name: string): unknown => {
    if (name !== 'electron') throw new Error(`module not found: ${name}`);
    return electron;
  };
  vm.runInNewContext(source, { require, module: { exports: {} }, exports: {} });
  return { exposed, invoked, listeners, bridge: exposed['beket'] as Bridge };
};

it('is one CommonJS file, which is all the sandbox runs', () => {
  expect(source).not.toMatch(/^\s*(import|export)\s/m);
  expect([...source.matchAll(/require\(["'`](.+?)["'`]\)/g)].map(([, name]) => name)).toEqual(['electron']);
});

it('gives the page `beket` with two functions and nothing of Electron (checklist no. 20)', () => {
  const { exposed, bridge } = load();
  expect(Object.keys(exposed)).toEqual(['beket']);
  expect(Object.keys(bridge).sort()).toEqual(['call', 'on']);
});

it('sends every call over the one channel, whatever the page names', async () => {
  const { bridge, invoked } = load();
  expect(await bridge.call('state', {})).toBe('answer');
  await bridge.call('beket:event', { a: 1 });
  expect(invoked).toEqual([
    ['beket:call', 'state', {}],
    ['beket:call', 'beket:event', { a: 1 }],
  ]);
});

it('hands on the data of an event and never the event of Electron, until it is told to stop', () => {
  const { bridge, listeners } = load();
  const heard: unknown[][] = [];
  const stop = bridge.on('log', (...args) => heard.push(args));
  expect([...listeners.keys()]).toEqual(['beket:event']);
  const say = (...args: unknown[]): void => listeners.get('beket:event')?.forEach((listener) => listener(...args));
  say({ sender: 'ipcRenderer' }, 'log', { seq: 1 });
  say({ sender: 'ipcRenderer' }, 'sync', {});
  stop();
  say({ sender: 'ipcRenderer' }, 'log', { seq: 2 });
  expect(heard).toEqual([[{ seq: 1 }]]);
});
