import type {
  Answer,
  CallInput,
  CallName,
  CallOutput,
  EventData,
  EventName,
  StationClient,
} from '../../contract/station.ts';

/** The station behind a loopback page: calls by POST, events by EventSource. */
export const createHttpClient = (onLine: (up: boolean) => void): StationClient => {
  const listeners = new Map<EventName, Set<(data: never) => void>>();
  const source = new EventSource('/api/events');
  source.onopen = () => onLine(true);
  source.onerror = () => onLine(false);
  source.onmessage = (message: MessageEvent<string>) => {
    const event = JSON.parse(message.data) as { name: EventName; data: never };
    for (const listener of listeners.get(event.name) ?? []) listener(event.data);
  };

  const call = async <N extends CallName>(name: N, input: CallInput<N>): Promise<Answer<CallOutput<N>>> => {
    try {
      const response = await fetch(`/api/call/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-beket': '1' },
        body: JSON.stringify(input),
      });
      return (await response.json()) as Answer<CallOutput<N>>;
    } catch {
      onLine(false);
      return { ok: false, fault: { code: 'internal', detail: 'no-station' } };
    }
  };

  const on = <N extends EventName>(name: N, listener: (data: EventData<N>) => void): (() => void) => {
    const set = listeners.get(name) ?? new Set();
    listeners.set(name, set.add(listener as (data: never) => void));
    return () => void set.delete(listener as (data: never) => void);
  };
  return { call, on };
};
