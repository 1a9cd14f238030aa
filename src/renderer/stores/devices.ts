import { defineStore } from 'pinia';
import { computed, reactive, ref, shallowRef } from 'vue';
import { openSerial, type SerialReader, type SerialSettings, type SerialState } from '../input/serial.ts';

export type DeviceName = 'wedge' | 'serial' | 'camera' | 'folder';
/** The last thing a device sent, as it came. `bytes` is what a serial line carried. */
export type Arrival = {
  readonly device: DeviceName;
  readonly text: string;
  readonly at: number;
  readonly bytes?: string;
};

const settingsKey = 'beket.serial';
const prefixKey = 'beket.wedge-prefix';
const bytesShown = 240;

const keptSettings = (): SerialSettings => {
  const [baud, line] = (localStorage.getItem(settingsKey) ?? '').split(' ');
  return { baudRate: Number(baud) || 9600, line: line === '7E1' ? '7E1' : '8N1' };
};
const hex = (chunk: Uint8Array): string => [...chunk].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** Readers of this desk, what each sent last, and whether scans are tried out or go to the lane. */
export const useDevices = defineStore('devices', () => {
  const arrivals = reactive<Partial<Record<DeviceName, Arrival>>>({});
  const latest = shallowRef<Arrival>();
  /** While the devices view is open, scans are explained there and admit nobody. */
  const isTrying = ref(false);
  /** What the keyboard reader is set to send before each scan; nothing where it sends nothing. */
  const prefix = ref(localStorage.getItem(prefixKey) ?? '');
  const usePrefix = (text: string): void => {
    prefix.value = text.trim();
    localStorage.setItem(prefixKey, prefix.value);
  };
  const serialState = ref<SerialState>('none');
  const serialSettings = ref<SerialSettings>(keptSettings());
  const lastBytes = ref('');
  let reader: SerialReader | undefined;

  const arrived = (device: DeviceName, text: string): void => {
    const arrival = { device, text, at: Date.now(), ...(device === 'serial' && { bytes: lastBytes.value }) };
    arrivals[device] = arrival;
    latest.value = arrival;
  };
  const startSerial = (take: (text: string) => void): void => {
    if (reader) return;
    reader = openSerial(serialSettings.value, {
      scan: (text) => {
        arrived('serial', text);
        if (!isTrying.value) take(text);
        lastBytes.value = '';
      },
      bytes: (chunk) => (lastBytes.value = `${lastBytes.value} ${hex(chunk)}`.trim().slice(-bytesShown)),
      state: (state) => (serialState.value = state),
    });
  };
  const useSettings = async (settings: SerialSettings): Promise<void> => {
    serialSettings.value = settings;
    localStorage.setItem(settingsKey, `${settings.baudRate} ${settings.line}`);
    await reader?.use(settings);
  };

  return {
    ...{ arrivals, latest, isTrying, prefix, usePrefix, serialState, serialSettings, lastBytes },
    ...{ arrived, startSerial, useSettings },
    hasSerial: computed(() => serialState.value !== 'unsupported'),
    chooseSerial: () => reader?.choose(),
    forgetSerial: () => reader?.forget(),
  };
});
