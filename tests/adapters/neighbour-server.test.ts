import { expect, it } from 'vitest';
import { listenForNeighbours } from '../../src/adapters/http/neighbour-server.ts';
import { neighbourPath } from '../../src/contract/neighbour.ts';

it('answers an address so often and no oftener, and again when time has passed', async () => {
  let elapsed = 0;
  const door = await listenForNeighbours(
    '127.0.0.1',
    0,
    () => ({ status: 200, body: '{}' }),
    () => elapsed,
  );
  if ('fault' in door) throw new Error(door.fault);
  const knock = () => fetch(`http://127.0.0.1:${door.port}${neighbourPath}`, { method: 'POST', body: '{}' });
  const statuses: number[] = [];
  for (let n = 0; n < 201; n += 1) statuses.push((await knock()).status);
  expect(new Set(statuses.slice(0, 200))).toEqual(new Set([200]));
  expect(statuses[200]).toBe(429);
  elapsed = 1_000;
  expect((await knock()).status).toBe(200);
  await door.stop();
});
