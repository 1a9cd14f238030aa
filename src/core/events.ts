import type { EventData, EventName } from '../contract/station.ts';

export type Events = {
  emit<N extends EventName>(name: N, data: EventData<N>): void;
  on<N extends EventName>(name: N, listener: (data: EventData<N>) => void): () => void;
};

/** What pages hear of the station. */
export const createEvents = (): Events => {
  const listeners = new Map<EventName, Set<(data: never) => void>>();
  return {
    emit: (name, data) => {
      for (const listener of listeners.get(name) ?? []) (listener as (value: typeof data) => void)(data);
    },
    on: (name, listener) => {
      const heard = listeners.get(name) ?? new Set();
      listeners.set(name, heard.add(listener));
      return () => void heard.delete(listener);
    },
  };
};
