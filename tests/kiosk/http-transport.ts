import type { Transport } from '../../src/contract/client.ts';

/** A browser as far as the kiosk can tell: one cookie, calls by POST, events by a stream. */
export const createHttpTransport = (address: string): Transport & { close(): void } => {
  let cookie = '';
  const streams = new AbortController();
  const headers = (): Record<string, string> => ({
    'content-type': 'application/json',
    'x-beket': '1',
    origin: new URL(address).origin,
    ...(cookie && { cookie }),
  });
  const listen = async (name: string, listener: (data: unknown) => void): Promise<void> => {
    const answer = await fetch(new URL('/api/events', address), { headers: headers(), signal: streams.signal });
    let text = '';
    for await (const chunk of answer.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        if (!block.startsWith('data: ')) continue;
        const event = JSON.parse(block.slice(6)) as { name: string; data: unknown };
        if (event.name === name) listener(event.data);
      }
    }
  };
  return {
    call: async (name, input) => {
      const answer = await fetch(new URL(`/api/call/${name}`, address), {
        method: 'POST',
        headers: headers(),
        body: JSON.stringify(input),
      });
      cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
      return answer.json();
    },
    on: (name, listener) => {
      listen(name, listener).catch(() => undefined);
      return () => undefined;
    },
    close: () => streams.abort(),
  };
};
