import type { FastifyReply } from 'fastify';
import { stationEvents, type EventName, type Station } from '../contract/station.ts';

/** Often enough that a page learns of a dead desk before the officer does. */
const heartbeat = 15_000;

/** Every event of the station as server-sent events, `{ name, data }` each, until the page goes. Returns what ends it. */
export const openEventStream = (station: Station, reply: FastifyReply): (() => void) => {
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
  raw.write('retry: 1000\n\n');
  const names = Object.keys(stationEvents) as EventName[];
  const stops = names.map((name) =>
    station.on(name, (data) => void raw.write(`data: ${JSON.stringify({ name, data })}\n\n`)),
  );
  const beat = setInterval(() => void raw.write(': here\n\n'), heartbeat);
  raw.on('close', () => {
    clearInterval(beat);
    for (const stop of stops) stop();
  });
  return () => void raw.end();
};
