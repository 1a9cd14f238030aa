import { enableCompileCache, flushCompileCache } from 'node:module';
import type { Answer, CallInput, CallName } from '../../src/contract/station.ts';

/** What a desk of this test is told: a call as its page makes it, or what its clock shows beyond the machine's, in milliseconds. */
export type ToNeighbour =
  | { readonly id: number; readonly name: CallName; readonly input: CallInput<CallName> }
  | { readonly id: number; readonly ahead: number };
export type FromNeighbour = { readonly id: number; readonly answer?: Answer<unknown> };

// The desks of a test are the same modules over and over: only the first of them compiles these.
enableCompileCache();

let ahead = 0;
const real = Date.now;
Date.now = () => real() + ahead;

const { openDesk } = await import('../core/open-desk.ts');
flushCompileCache();
const desk = openDesk(process.argv[2]);

process.on('message', (message: ToNeighbour) => {
  const tell = (more: Omit<FromNeighbour, 'id'> = {}): void =>
    void (process.connected && process.send?.({ id: message.id, ...more } satisfies FromNeighbour));
  if ('ahead' in message) {
    ahead = message.ahead;
    return tell();
  }
  void desk.call(message.name, message.input as never).then((answer) => tell({ answer }));
});
process.on('disconnect', () => void desk.station.close().then(() => process.exit()));
process.send?.({ id: 0 } satisfies FromNeighbour);
