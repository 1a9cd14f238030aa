import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartFault } from './database.ts';

/** A path to a local socket is at most 107 bytes long on Linux. */
const longestSocketPath = 100;

const socketOf = (folder: string): string => {
  const real = realpathSync(folder);
  const name = createHash('sha256').update(real).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\beket-central-${name}`;
  const inside = join(real, 'lock.sock');
  return Buffer.byteLength(inside) <= longestSocketPath ? inside : join(tmpdir(), `beket-central-${name}.sock`);
};

/** Holds a folder for this process. A socket dies with its process, so a kill leaves nothing that must be cleaned by hand. */
export const lockFolder = async (folder: string): Promise<() => Promise<void>> => {
  const path = socketOf(folder);
  let server = await listen(path);
  if (!server) {
    if (await answers(path)) {
      throw new StartFault(
        `Another centre is running on ${folder}. Stop it first, or give another folder with --data.`,
      );
    }
    rmSync(path, { force: true });
    server = await listen(path);
  }
  if (!server) throw new StartFault(`Cannot lock ${folder}. Give another folder with --data.`);
  const held = server;
  return () => new Promise((resolve) => held.close(() => resolve()));
};

const listen = (path: string): Promise<Server | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end());
    server.once('error', (fault: NodeJS.ErrnoException) =>
      fault.code === 'EADDRINUSE' ? resolve(undefined) : reject(new StartFault(`Cannot lock ${path} (${fault.code}).`)),
    );
    server.listen(path, () => {
      server.unref();
      resolve(server);
    });
  });

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
