import { inject, ref, type InjectionKey, type Ref } from 'vue';
import type { StationClient } from '../../contract/station.ts';
import { createHttpClient } from './http-client.ts';

export type Line = { readonly client: StationClient; readonly up: Ref<boolean> };

export const lineKey: InjectionKey<Line> = Symbol('line');

/** The preload's bridge where there is one, else the kiosk over HTTP. */
export const openLine = (): Line => {
  const up = ref(true);
  const client = globalThis.beket ?? createHttpClient((now) => (up.value = now));
  return { client, up };
};

export const useLine = (): Line => {
  const line = inject(lineKey);
  if (!line) throw new TypeError('no line to the station was provided');
  return line;
};
