import { createServer, connect, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What the line does to a request, one word a request; `none` lets it through. */
export type LineFault =
  | 'none'
  /** Nothing arrives at the centre. */
  | 'lose-request'
  /** The centre has taken it, the desk never hears. */
  | 'lose-answer'
  /** The request breaks off in the middle. */
  | 'cut-request'
  /** The answer breaks off in the middle. */
  | 'cut-answer'
  /** The centre is sent the same bytes twice. */
  | 'duplicate'
  /** The centre gets it late, after the desk has given up and gone on. */
  | 'reorder'
  /** A captive portal answers 200 with HTML. */
  | 'portal'
  | 'delay';

export const lineFaults = [
  'none',
  'lose-request',
  'lose-answer',
  'cut-request',
  'cut-answer',
  'duplicate',
  'reorder',
  'portal',
  'delay',
] as const satisfies readonly LineFault[];

type Options = {
  readonly target: string;
  /** Asked once a request. */
  readonly next: () => LineFault;
  /** Bytes a second in each direction; without it the line is as fast as the machine. */
  readonly bytesPerSecond?: number;
};

const portal =
  'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 33\r\nconnection: close\r\n\r\n<html>Log in to the Wi-Fi.</html>';
const lateMs = 150;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One request as bytes: the head and as much body as it announces. */
const readRequest = (socket: Socket): Promise<Buffer | undefined> =>
  new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      const end = bytes.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(bytes.subarray(0, end).toString())?.[1] ?? 0);
      if (bytes.length >= end + 4 + length) resolve(bytes);
    });
    socket.once('close', () => resolve(undefined));
    socket.once('error', () => resolve(undefined));
  });

/** Asks the centre for one answer and closes: the head is changed so that it does. */
const exchange = (host: string, port: number, request: Buffer): Promise<Buffer> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, host, () => socket.write(request));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.once('close', () => resolve(Buffer.concat(chunks)));
    socket.once('error', () => resolve(Buffer.concat(chunks)));
  });

const closing = (request: Buffer): Buffer => {
  const end = request.indexOf('\r\n\r\n');
  const head = request
    .subarray(0, end)
    .toString('latin1')
    .replace(/\r\nconnection: [^\r]*/i, '');
  return Buffer.concat([Buffer.from(`${head}\r\nconnection: close`, 'latin1'), request.subarray(end)]);
};

/** A line between desk and centre that does to each request what it is told to. */
export const startFaultyLine = async ({ target, next, bytesPerSecond }: Options) => {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const passed: Record<string, number> = {};
  let pending = 0;
  const slowly = (bytes: number): Promise<void> =>
    bytesPerSecond === undefined ? Promise.resolve() : wait((bytes / bytesPerSecond) * 1000);
  const send = (request: Buffer): Promise<Buffer> => exchange(hostname, Number(port), closing(request));

  const reply = async (socket: Socket, answer: Buffer, share = 1): Promise<void> => {
    await slowly(answer.length);
    if (share < 1) {
      socket.write(answer.subarray(0, Math.floor(answer.length * share)), () => socket.destroy());
    } else socket.end(answer);
  };

  const handle = async (socket: Socket): Promise<void> => {
    const request = await readRequest(socket);
    if (!request) return;
    const fault = next();
    passed[fault] = (passed[fault] ?? 0) + 1;
    await slowly(request.length);
    if (fault === 'lose-request') return void socket.destroy();
    if (fault === 'portal') return void socket.end(portal);
    if (fault === 'cut-request') {
      const broken = connect(Number(port), hostname, () =>
        broken.write(request.subarray(0, Math.floor(request.length * 0.7)), () => broken.destroy()),
      );
      broken.on('error', () => undefined);
      return void socket.destroy();
    }
    if (fault === 'reorder') {
      socket.destroy();
      await wait(lateMs);
      await send(request);
      return;
    }
    if (fault === 'delay') await wait(lateMs);
    const answer = await send(request);
    if (fault === 'duplicate') await send(request);
    if (fault === 'lose-answer') return void socket.destroy();
    await reply(socket, answer, fault === 'cut-answer' ? 0.5 : 1);
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    pending += 1;
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    void handle(socket).finally(() => (pending -= 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed,
    /** What is still under way in the line, late deliveries among it. */
    settle: async (): Promise<void> => {
      while (pending > 0) await wait(10);
    },
    stop: async (): Promise<void> => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
