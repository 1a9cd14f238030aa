/** Line settings of a serial reader; 7E1 and 8N1 are the two that document readers come with. */
export const serialLines = {
  '8N1': { dataBits: 8, parity: 'none', stopBits: 1 },
  '7E1': { dataBits: 7, parity: 'even', stopBits: 1 },
} as const;
export type SerialLine = keyof typeof serialLines;

export type SerialFrames = {
  /** Bytes as they come; answers the scans that are whole by now. */
  push(bytes: Uint8Array): string[];
  /** The line has been silent: what has come is all there is. */
  silence(): string | undefined;
  isPending(): boolean;
};

const stx = 0x02;
const etx = 0x03;
const longest = 16_384;

/**
 * Cuts a reader's bytes into scans: between STX and ETX where the reader frames them, else by silence. Line ends inside a
 * scan are kept: an MRZ has two or three lines, and only silence says which was the last. The eighth bit is dropped
 * on 7-bit lines, where it is parity.
 */
export const createSerialFrames = (line: SerialLine): SerialFrames => {
  const mask = line === '7E1' ? 0x7f : 0xff;
  let held: number[] = [];
  let isFramed = false;
  const take = (): string => {
    const text = new TextDecoder().decode(Uint8Array.from(held));
    held = [];
    isFramed = false;
    return text.replace(/\r\n?/g, '\n').replace(/^\n+|\n+$/g, '');
  };

  const one = (raw: number): string | undefined => {
    const byte = raw & mask;
    if (byte === stx) {
      // A frame that was never closed is torn: a reader unplugged in mid-scan starts anew.
      held = [];
      isFramed = true;
      return undefined;
    }
    if (byte === etx && isFramed) return take();
    if (held.length < longest) held.push(byte);
    return undefined;
  };

  return {
    push: (bytes) => [...bytes].map(one).filter((text): text is string => text !== undefined && text !== ''),
    silence: () => {
      if (isFramed || held.length === 0) return undefined;
      const text = take();
      return text === '' ? undefined : text;
    },
    isPending: () => !isFramed && held.length > 0,
  };
};
