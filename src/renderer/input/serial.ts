import { createSerialFrames, serialLines, type SerialLine } from './serial-frames.ts';

export type SerialSettings = { readonly baudRate: number; readonly line: SerialLine };
export type SerialState = 'unsupported' | 'none' | 'open' | 'unplugged' | 'busy';
export type SerialListener = {
  scan(text: string): void;
  /** Every chunk as it came, for the test page. */
  bytes(chunk: Uint8Array): void;
  state(state: SerialState): void;
};
export type SerialReader = {
  /** Asks the officer for a port; needs a key or a click. */
  choose(): Promise<void>;
  /** Closes and opens again with other settings. */
  use(settings: SerialSettings): Promise<void>;
  forget(): Promise<void>;
  stop(): Promise<void>;
};

/** Milliseconds of silence that end a scan: at 9600 baud a pause between lines is far shorter. */
const silence = 150;

/** A reader on a USB-CDC or RS-232 port by Web Serial. The port is remembered by the browser and comes back when replugged. */
export const openSerial = (
  first: SerialSettings,
  listener: SerialListener,
  serial = navigator.serial,
): SerialReader => {
  let settings = first;
  let port: SerialPort | undefined;
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let done: Promise<void> = Promise.resolve();
  let isStopped = false;

  const pump = async (open: SerialPort): Promise<void> => {
    const frames = createSerialFrames(settings.line);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = (): void => {
      const text = frames.silence();
      if (text !== undefined) listener.scan(text);
    };
    try {
      reader = open.readable?.getReader();
      for (;;) {
        const chunk = await reader?.read();
        if (!chunk || chunk.done) break;
        clearTimeout(timer);
        listener.bytes(chunk.value);
        for (const text of frames.push(chunk.value)) listener.scan(text);
        if (frames.isPending()) timer = setTimeout(settle, silence);
      }
    } catch {
      // Unplugged while reading: what had come is half a scan and is dropped.
    }
    clearTimeout(timer);
    reader?.releaseLock();
    reader = undefined;
    await open.close().catch(() => undefined);
  };

  const open = async (chosen: SerialPort): Promise<void> => {
    port = chosen;
    const { dataBits, parity, stopBits } = serialLines[settings.line];
    try {
      await chosen.open({ baudRate: settings.baudRate, dataBits, parity, stopBits });
    } catch {
      return listener.state('busy');
    }
    listener.state('open');
    done = pump(chosen).then(() => {
      if (!isStopped && port === chosen) listener.state('unplugged');
    });
  };
  const close = async (): Promise<void> => {
    port = undefined;
    await reader?.cancel().catch(() => undefined);
    await done;
  };
  const reopen = async (): Promise<void> => {
    const [known] = await serial.getPorts();
    if (known && !isStopped) await open(known);
    else listener.state('none');
  };

  const onConnect = (): void => void (port ? close().then(reopen) : reopen());
  if (serial) {
    serial.addEventListener('connect', onConnect);
    void reopen();
  } else listener.state('unsupported');

  return {
    choose: async () => {
      const chosen = await serial.requestPort().catch(() => undefined);
      if (!chosen) return;
      await close();
      await open(chosen);
    },
    use: async (next) => {
      settings = next;
      const current = port;
      await close();
      if (current) await open(current);
    },
    forget: async () => {
      const current = port;
      await close();
      await current?.forget();
      listener.state('none');
    },
    stop: async () => {
      isStopped = true;
      serial?.removeEventListener('connect', onConnect);
      await close();
    },
  };
};
