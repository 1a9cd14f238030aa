import { describe, expect, it } from 'vitest';
import { createSerialFrames } from '../../src/renderer/input/serial-frames.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const line1 = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<';
const line2 = 'L898902C36UTO7408122F1204159ZE184226B<<<<<10';

describe('frames of a serial reader', () => {
  it('ends a scan at ETX, and drops what a torn frame left', () => {
    const frames = createSerialFrames('8N1');
    expect(frames.push(bytes(`\u0002${line1}\r`))).toEqual([]);
    expect(frames.push(bytes(`\u0002${line1}\r${line2}\r\u0003`))).toEqual([`${line1}\n${line2}`]);
    expect(frames.silence()).toBeUndefined();
  });

  it('ends a scan at silence, whatever the line ends, however the bytes are cut', () => {
    for (const end of ['\r', '\n', '\r\n', '']) {
      const frames = createSerialFrames('8N1');
      for (const byte of bytes(`${line1}${end || '\n'}${line2}${end}`)) frames.push(Uint8Array.of(byte));
      expect(frames.isPending()).toBe(true);
      expect(frames.silence()).toBe(`${line1}\n${line2}`);
      expect(frames.isPending()).toBe(false);
    }
  });

  it('takes parity off a seven-bit line', () => {
    const withParity = bytes('L898902C3').map((byte) => {
      const ones = byte.toString(2).replaceAll('0', '').length;
      return ones % 2 === 0 ? byte : byte | 0x80;
    });
    const frames = createSerialFrames('7E1');
    frames.push(withParity);
    expect(frames.silence()).toBe('L898902C3');
  });

  it('never grows without end on a line of noise', () => {
    const frames = createSerialFrames('8N1');
    for (let i = 0; i < 100; i += 1) frames.push(new Uint8Array(1000).fill(65));
    expect(frames.silence()?.length).toBe(16_384);
  });

  it('hears no scan in line ends alone', () => {
    const frames = createSerialFrames('8N1');
    frames.push(bytes('\r\n\r\n'));
    expect(frames.silence()).toBeUndefined();
  });
});
