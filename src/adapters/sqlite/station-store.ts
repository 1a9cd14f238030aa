import type { StationConfig, StationStore } from '../../core/ports.ts';
import type { Settings } from './settings.ts';

/** The desk's small facts. They are read at every entry, so the configuration is kept parsed. */
export const createStationStore = (settings: Settings): StationStore => {
  let known: { text: string; config: StationConfig } | undefined;
  return {
    config: () => {
      const text = settings.get('config');
      if (text === undefined) return undefined;
      if (known?.text !== text) known = { text, config: JSON.parse(text) as StationConfig };
      return known.config;
    },
    saveConfig: (config) => settings.set('config', JSON.stringify(config)),
    acknowledged: () => Number(settings.get('acknowledged') ?? 0),
    saveAcknowledged: (seq) =>
      settings.set('acknowledged', String(Math.max(seq, Number(settings.get('acknowledged') ?? 0)))),
  };
};
