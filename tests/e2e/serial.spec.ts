import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { openSync } from 'node:fs';
import { once } from 'node:events';
import { ReadStream } from 'node:tty';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, signIn, test } from './fixtures.ts';

const lines = ['P<KAZSEITKALI<<ARMAN<<<<<<<<<<<<<<<<<<<<<<<<', 'N012345679KAZ9001011M3401011900101350003<<08'];
const python = ['python3', '/usr/bin/python3'].find((name) => spawnSync(name, ['-c', 'import pty']).status === 0);

type Line = { readonly name: string; readonly device: ChildProcessWithoutNullStreams };

const openLine = async (): Promise<Line> => {
  const device = spawn(python ?? 'python3', [fileURLToPath(new URL('pseudo-terminal.py', import.meta.url))]);
  const [name] = (await once(device.stdout, 'data')) as [Buffer];
  return { name: name.toString().trim(), device };
};

/** Chromium shows no pseudo-terminal among its serial ports, so the page gets one that is fed from the terminal's other end. */
const giveSerial = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
    const settings: unknown[] = [];
    const port = {
      readable: undefined as ReadableStream<Uint8Array> | undefined,
      open: (options: unknown) => {
        settings.push(options);
        port.readable = new ReadableStream({ start: (made) => void (controller = made) });
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
      forget: () => Promise.resolve(),
    };
    const serial = Object.assign(new EventTarget(), {
      getPorts: () => Promise.resolve([port]),
      requestPort: () => Promise.resolve(port),
    });
    Object.defineProperty(navigator, 'serial', { value: serial });
    Object.assign(globalThis, {
      serialSettings: settings,
      serialBytes: (bytes: number[]) => controller?.enqueue(Uint8Array.from(bytes)),
      serialUnplug: () => {
        controller?.error(new DOMException('The device has been lost.', 'NetworkError'));
        controller = undefined;
      },
      serialReplug: () => serial.dispatchEvent(new Event('connect')),
    });
  });
};

test.skip(python === undefined, 'python3 is not here: without it there is no pseudo-terminal to play the reader');

test('a serial reader is heard, unplugged in mid-scan, and heard again', async ({ page, freshKiosk }) => {
  const line = await openLine();
  const terminal = new ReadStream(openSync(line.name, 'r+'));
  await giveSerial(page);
  await page.goto(freshKiosk.address);
  await signIn(page, 'officer');
  terminal.on('data', (chunk) => {
    void page.evaluate(
      (bytes) => (globalThis as never as { serialBytes(b: number[]): void }).serialBytes(bytes),
      [...Buffer.from(chunk)],
    );
  });

  await page.getByTestId('nav-devices').click();
  await expect(page.getByTestId('serial-state')).toHaveAttribute('data-state', 'open');
  line.device.stdin.write(`\u0002${lines.join('\r')}\r\u0003`);
  await expect(page.getByTestId('scan-raw')).toContainText(lines[1] ?? '');

  await page.getByTestId('nav-lane').click();
  line.device.stdin.write(`\u0002${lines[0]}\r`);
  await page.waitForTimeout(300);
  await page.evaluate(() => (globalThis as never as { serialUnplug(): void }).serialUnplug());
  await expect(page.getByTestId('empty-desk')).toBeVisible();
  await page.evaluate(() => (globalThis as never as { serialReplug(): void }).serialReplug());
  line.device.stdin.write(`${lines.join('\r\n')}\r\n`);
  await expect(page.getByTestId('document')).toContainText('SEITKALI');

  line.device.stdin.end();
  terminal.destroy();
});
