import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
const closing: (() => void)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beket-start-'));
});
afterEach(() => {
  for (const close of closing.splice(0)) close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (args: readonly string[], env: Record<string, string> = {}) => {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const end = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, out, err })),
  );
  closing.push(() => void child.kill());
  return { end, out: () => out, err: () => err, stop: () => child.kill('SIGTERM') };
};

describe('npm start', () => {
  it.each([
    ['asked for the browser', { BEKET_SHELL: 'kiosk' }, 'BEKET_SHELL=kiosk asks for the browser'],
    ['without a display', { BEKET_SHELL: '', DISPLAY: '', WAYLAND_DISPLAY: '' }, 'there is no display for a window'],
  ])('%s serves the page, says why, and ends in order', async (_case, env, reason) => {
    const started = run(['scripts/start.js', '--data', folder, '--port', '0', '--no-window'], env);
    await expect.poll(started.out, { timeout: 60_000 }).toMatch(/^Beket is open at http:\/\/127\.0\.0\.1:\d+\/ /);
    expect(started.err()).toContain(`Opening the desk in the browser: ${reason}.`);
    started.stop();
    expect((await started.end).code).toBe(0);
  });

  it('explains itself without opening anything', async () => {
    const { code, out, err } = await run(['scripts/start.js', '--help'], { BEKET_SHELL: 'kiosk' }).end;
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toContain('--demo');
  });
});

describe('a download of Electron that does not come', () => {
  const download = async (mirror: string) => {
    const script = `
      const { downloadElectron } = await import('./scripts/electron-binary.js');
      const began = performance.now();
      await downloadElectron().then(() => console.log('came'), (error) => console.log('refused', error.message));
      console.log(Math.round(performance.now() - began));
      process.exit();`;
    const env = { ELECTRON_MIRROR: mirror, electron_config_cache: folder };
    const { out } = await run(['--input-type=module', '-e', script], env).end;
    const [said = '', milliseconds = ''] = out.trim().split('\n');
    return { said, milliseconds: Number(milliseconds) };
  };
  const addressOf = async (server: Server): Promise<string> => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  };

  it('because nobody is there, is given up at once', async () => {
    const { said, milliseconds } = await download('http://127.0.0.1:1/');
    expect(said).toMatch(/^refused/);
    expect(milliseconds).toBeLessThan(4_000);
  });

  it('because the line is dead, is given up within seconds', async () => {
    const { said, milliseconds } = await download(await addressOf(createServer()));
    expect(said).toMatch(/^refused/);
    expect(milliseconds).toBeLessThan(10_000);
  });

  it('because a portal answers in its place, is refused by its digest', async () => {
    const portal = createHttpServer((_request, answer) => answer.end('<html>Sign in to the network</html>'));
    expect((await download(await addressOf(portal))).said).toMatch(/^refused/);
  });
});

describe('the fuses of a package', () => {
  /** A program with a fuse wire as Electron writes it, every fuse as Electron ships it (docs/tutorial/fuses.md). */
  const program = (): string => {
    const path = join(folder, 'program');
    const wire = Buffer.from('101100011');
    const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
    writeFileSync(
      path,
      Buffer.concat([Buffer.alloc(500, 1), sentinel, Buffer.from([1, wire.length]), wire, Buffer.alloc(500, 2)]),
    );
    return path;
  };

  it('are set as the checklist asks and read back', async () => {
    const path = program();
    const { code, out } = await run(['scripts/fuses.js', path]).end;
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      WasmTrapHandlers: true,
    });
    expect(readFileSync(path).subarray(534, 543).toString()).toBe('010011001');
  });

  it('are refused in a program that has none', async () => {
    writeFileSync(join(folder, 'other'), 'no wire here');
    expect((await run(['scripts/fuses.js', join(folder, 'other')]).end).code).toBe(1);
  });
});
