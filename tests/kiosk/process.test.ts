// The built kiosk as a process: what it prints, what it says of a folder it cannot open, how it ends.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataFolderPaths } from '../../src/adapters/data-folder-paths.ts';
import { connect } from '../../src/adapters/sqlite/connection.ts';
import { openVault } from '../../src/adapters/vault.ts';
import { createClient } from '../../src/contract/client.ts';
import { createHttpTransport } from './http-transport.ts';

type Run = { readonly code: number | null; readonly out: string; readonly err: string };

let folder: string;
const running: (() => Promise<Run>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beket-kiosk-'));
});
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
  rmSync(folder, { recursive: true, force: true });
});

const kiosk = (...args: string[]) => {
  const child = spawn(process.execPath, ['out/main/kiosk.js', '--no-window', ...args]);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const end = new Promise<Run>((resolve) => child.once('close', (code) => resolve({ code, out, err })));
  return {
    end,
    address: async (): Promise<string> => {
      await expect.poll(() => out, { timeout: 30_000, message: err }).toMatch(/http:\S+/);
      return /http:\S+/.exec(out)?.[0] ?? '';
    },
    stop: (): Promise<Run> => {
      child.kill('SIGTERM');
      return end;
    },
  };
};
const open = (...args: string[]): ReturnType<typeof kiosk> => {
  const started = kiosk(...args);
  running.push(started.stop);
  return started;
};
const stateOf = async (address: string) => {
  const answer = await createClient(createHttpTransport(address)).call('state', {});
  if (!answer.ok) throw new Error(answer.fault.code);
  return answer.value;
};
const occupy = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });

/** A desk that was set up and left in order. */
const leaveDesk = async (): Promise<void> => {
  const desk = open('--data', folder, '--port', '0');
  const client = createClient(createHttpTransport(await desk.address()));
  const posts = await client.call('posts', {});
  const post = posts.ok ? (posts.value[0]?.id ?? '') : '';
  await client.call('setUp', { post, lane: '1', admin: { badge: 'KZ-01', name: 'Тест', pin: '246810' } });
  expect((await desk.stop()).code).toBe(0);
};

describe('a start', () => {
  it('prints one line with the address, serves the page, and ends in order', async () => {
    const desk = open('--data', folder, '--port', '0');
    const address = await desk.address();
    expect(await (await fetch(address)).text()).toContain('<div id="desk">');
    expect((await stateOf(address)).phase).toBe('set-up');
    const { code, out, err } = await desk.stop();
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(err).toBe('');
    expect(existsSync(dataFolderPaths(folder).holder)).toBe(false);
  });

  it('listens on this machine only', async () => {
    expect(await open('--data', folder, '--port', '0').address()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  });

  it('starts with invented people where it is asked to, the same for the same number', async () => {
    const desk = open('--data', folder, '--port', '0', '--demo', '--seed', '5');
    const state = await stateOf(await desk.address());
    expect(state).toMatchObject({ phase: 'signed-out', demo: true });
    expect(state.station?.id).toMatch(/demo-5$/);
    expect(state.sync.unsent).toBeGreaterThan(1000);
  });

  it('goes on with the same log the next day', async () => {
    await leaveDesk();
    const state = await stateOf(await open('--data', folder, '--port', '0').address());
    expect(state).toMatchObject({ phase: 'signed-out', demo: false, station: { lane: '1' } });
  });

  it('explains itself', async () => {
    const help = await kiosk('--help').end;
    expect(help).toMatchObject({ code: 0, out: '' });
    expect(help.err).toContain('--data DIR');
    for (const wrong of [['--port', 'many'], ['--port', '70000'], ['--nonsense'], ['extra']]) {
      const { code, err } = await kiosk(...wrong).end;
      expect(code, wrong.join(' ')).toBe(2);
      expect(err).toContain('npm start --');
    }
  });
});

describe('a port that is taken', () => {
  it('is said where it was asked for, with another to try', async () => {
    const other = await occupy(0);
    const { port } = other.address() as AddressInfo;
    const { code, err } = await kiosk('--data', folder, '--port', String(port)).end;
    other.close();
    expect(code).toBe(1);
    expect(err).toBe(`Port ${port} is taken by another program. Name another: npm start -- --port ${port + 1}\n`);
  });

  it('is stepped over where it was not', async () => {
    const other = await occupy(5280).catch(() => undefined);
    const address = await open('--data', folder).address();
    other?.close();
    expect(new URL(address).port).not.toBe('5280');
    expect((await stateOf(address)).phase).toBe('set-up');
  });
});

describe('a folder that does not open is told in one line, and left as it is', () => {
  const refused = async (...args: string[]): Promise<string> => {
    const { code, out, err } = await kiosk('--data', folder, '--port', '0', ...args).end;
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.trim().split('\n')).toHaveLength(1);
    return err;
  };
  const paths = () => dataFolderPaths(folder);

  it('another desk has it open', async () => {
    await open('--data', folder, '--port', '0').address();
    expect(await refused()).toMatch(/in use by process \d+.*Close that desk first/);
  });

  it('a newer version wrote it', async () => {
    await leaveDesk();
    const log = connect(paths().log, openVault({ folder: paths().vault }).dataKey(), false);
    log.pragma('user_version = 999');
    log.close();
    const before = readFileSync(paths().log);
    expect(await refused()).toContain('Start the version of Beket that wrote it');
    expect(readFileSync(paths().log).equals(before)).toBe(true);
  });

  it('its log is another file', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(paths().log, 'not a database'.repeat(1000));
    expect(await refused()).toContain('Name another folder with --data');
  });

  it('it cannot be written', async () => {
    // Also as root, whom no mode stops: a folder cannot lie within a file.
    writeFileSync(join(folder, 'file'), '');
    folder = join(folder, 'file', 'desk');
    expect(await refused()).toContain('cannot be written');
    folder = join(folder, '..', '..');
  });

  it('it is a desk at real work, and invented people are not let in', async () => {
    await leaveDesk();
    expect(await refused('--demo')).toContain('Leave out --demo');
  });
});

describe('a desk whose keys or log do not open stands open for its repair', () => {
  const paths = () => dataFolderPaths(folder);
  const repaired = async (kind: string): Promise<string> => {
    const desk = open('--data', folder, '--port', '0');
    expect(await stateOf(await desk.address())).toMatchObject({ phase: 'repair', repair: { kind } });
    return (await desk.stop()).err;
  };

  it('its key is another', async () => {
    await leaveDesk();
    writeFileSync(join(paths().vault, 'data.key'), Buffer.alloc(32, 7));
    expect(await repaired('keys')).toContain('Bring back the vault folder');
  });

  it('its key is gone', async () => {
    await leaveDesk();
    rmSync(paths().vault, { recursive: true });
    expect(await repaired('keys')).toContain('key');
    expect(existsSync(paths().vault)).toBe(false);
  });

  it('its log is damaged', async () => {
    await leaveDesk();
    const bytes = readFileSync(paths().log);
    for (let at = 4096 * 2 + 9; at < bytes.length; at += 4096) bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(paths().log, bytes);
    expect(await repaired('damaged')).toContain('is damaged');
    expect(readFileSync(paths().log).equals(bytes)).toBe(true);
  });

  it('its passphrase stands in a file that a service gives it', async () => {
    const file = join(folder, 'passphrase');
    process.env['BEKET_PASSPHRASE_FILE'] = file;
    try {
      writeFileSync(file, 'short\n');
      expect((await kiosk('--data', join(folder, 'desk'), '--port', '0').end).err).toContain('too short');
      writeFileSync(file, 'long enough for a desk\n');
      const desk = open('--data', join(folder, 'desk'), '--port', '0');
      expect((await stateOf(await desk.address())).phase).toBe('set-up');
      await desk.stop();
      writeFileSync(file, 'another one of a good length\n');
      const again = open('--data', join(folder, 'desk'), '--port', '0');
      expect((await stateOf(await again.address())).repair?.kind).toBe('passphrase');
    } finally {
      delete process.env['BEKET_PASSPHRASE_FILE'];
    }
  });
});
