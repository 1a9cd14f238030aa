import type { Component } from 'vue';
import type { StationDouble } from '../station-double.ts';

/** One component in one state. `width` in CSS pixels; `height` where the component fills what it is given. */
export type GalleryState = {
  readonly name: string;
  readonly props?: Readonly<Record<string, unknown>>;
  readonly width?: number;
  readonly height?: number;
  /** Brings the stores to the state, before the component is mounted; runs where stores may be used. */
  readonly setUp?: (double: StationDouble) => Promise<void> | void;
  /** Keys pressed on the mounted component's shortcuts, in order. */
  readonly after?: (stage: HTMLElement) => Promise<void> | void;
};

export type GalleryCase = {
  readonly component: Component;
  readonly name: string;
  readonly states: readonly GalleryState[];
};
