import type { StationStore } from '../../core/ports.ts';
import type { StationConfig } from '../../core/station-config.ts';
import type { Settings } from './settings.ts';

/** The desk's small facts. They are read at every entry, so the configuration is kept parsed. */
export const createStationStore = (settings: Settings): StationStore => {
  const number = (name: string): number | undefined => {
    const text = settings.get(name);
    return text === undefined ? undefined : Number(text);
  };
  const raise = (name: string, value: number): void => {
    if (value > (number(name) ?? -1)) settings.set(name, String(value));
  };
  let known: { text: string; config: StationConfig } | undefined;
  return {
    config: () => {
      const text = settings.get('config');
      if (text === undefined) return undefined;
      if (known?.text !== text) known = { text, config: JSON.parse(text) as StationConfig };
      return known.config;
    },
    saveConfig: (config) => settings.set('config', JSON.stringify(config)),
    acknowledged: () => number('acknowledged') ?? 0,
    acknowledgedBy: (centreId) => number(`acknowledged:${centreId}`) ?? 0,
    saveAcknowledged: (seq, centreId) => {
      raise('acknowledged', seq);
      if (centreId !== undefined) raise(`acknowledged:${centreId}`, seq);
    },
    lastSync: (centreId) => number(`last-sync:${centreId}`),
    saveLastSync: (at, centreId) => raise(`last-sync:${centreId}`, at),
  };
};
