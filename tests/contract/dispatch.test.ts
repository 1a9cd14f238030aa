import { describe, expect, it } from 'vitest';
import { createClient } from '../../src/contract/client.ts';
import { dispatch } from '../../src/contract/dispatch.ts';
import { StationFault } from '../../src/contract/fault.ts';
import { faultCodes, stationCalls, type Station } from '../../src/contract/station.ts';

const session = { id: 'page-1' };

const stationThat = (handle: (name: string, input: unknown) => unknown): Station => ({
  handle: (name, input) => Promise.resolve().then(() => handle(name, input) as never),
  on: () => () => undefined,
  close: () => Promise.resolve(),
});

describe('dispatch', () => {
  it('hands the parsed input on, trimmed and without what the schema does not name', async () => {
    const seen: unknown[] = [];
    const station = stationThat((...call) => seen.push(call) && {});
    const input = { badge: ' kz-01 ', pin: '1234', role: 'administrator' };
    expect(await dispatch(station, 'signIn', input, session)).toEqual({ ok: true, value: {} });
    expect(seen).toEqual([['signIn', { badge: 'KZ-01', pin: '1234' }]]);
  });

  it.each([
    ['missing'],
    ['constructor'],
    ['__proto__'],
    ['toString'],
    [undefined],
    [7],
    [['state']],
    [{ toString: () => 'state' }],
  ])('refuses %o as a call without reaching the station', async (name) => {
    const station = stationThat(() => expect.unreachable());
    expect(await dispatch(station, name, {}, session)).toEqual({ ok: false, fault: { code: 'unknown-call' } });
  });

  it.each([
    ['signIn', { badge: 'KZ-01', pin: 'letters' }, 'pin'],
    ['signIn', { badge: 'KZ-01' }, 'pin'],
    ['setUp', { post: 'x', lane: '1', admin: { badge: 'A', name: 'N', pin: '1234' } }, 'admin.badge'],
    ['recent', { limit: 201 }, 'limit'],
    ['recent', { limit: Number.NaN }, 'limit'],
    ['read', { scan: { source: 'wedge', payload: 5 }, circumstances: {} }, 'scan.payload'],
  ])('names the field of %s that does not fit', async (name, input, field) => {
    const station = stationThat(() => expect.unreachable());
    expect(await dispatch(station, name, input, session)).toEqual({ ok: false, fault: { code: 'bad-input', field } });
  });

  it.each([[undefined], ['text'], [[1]], [5]])('refuses %o as an input', async (input) => {
    const answer = await dispatch(
      stationThat(() => expect.unreachable()),
      'signIn',
      input,
      session,
    );
    expect(answer).toMatchObject({ ok: false, fault: { code: 'bad-input' } });
  });

  it('answers a fault of the station with its code, detail and field', async () => {
    const station = stationThat(() => {
      throw new StationFault('reason-needed', { field: 'reason', detail: 'override' });
    });
    expect(await dispatch(station, 'state', {}, session)).toEqual({
      ok: false,
      fault: { code: 'reason-needed', field: 'reason', detail: 'override' },
    });
  });

  it('hides any other failure, and tells only the shell', async () => {
    const failure = new Error('IVANOV 4511 123456');
    const heard: unknown[] = [];
    const station = stationThat(() => {
      throw failure;
    });
    const answer = await dispatch(station, 'state', {}, session, (...told) => heard.push(told));
    expect(answer).toEqual({ ok: false, fault: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('IVANOV');
    expect(heard).toEqual([['state', failure]]);
  });

  it('knows every call of the table', async () => {
    for (const name of Object.keys(stationCalls)) {
      const answer = await dispatch(
        stationThat(() => ({})),
        name,
        {},
        session,
      );
      expect(answer, name).not.toMatchObject({ fault: { code: 'unknown-call' } });
    }
  });
});

describe('client', () => {
  const over = (answer: unknown) =>
    createClient({ call: () => Promise.resolve(answer), on: () => () => undefined }).call('verifyLog', {});
  const door = { ok: false, fault: { code: 'internal', detail: 'door' } };

  it('parses a value by the schema of the call', async () => {
    expect(await over({ ok: true, value: { ok: true, entries: 3, extra: 1 } })).toEqual({
      ok: true,
      value: { ok: true, entries: 3 },
    });
  });

  it.each([
    [{ ok: true, value: { ok: 'yes' } }],
    [{ ok: true }],
    [{ ok: false, fault: { code: 'made-up' } }],
    ['<html>'],
    [undefined],
  ])('takes %o for a broken door', async (answer) => expect(await over(answer)).toEqual(door));

  it.each(faultCodes.map((code) => [code]))('passes the fault %s on', async (code) => {
    expect(await over({ ok: false, fault: { code } })).toEqual({ ok: false, fault: { code } });
  });

  it('takes a door that throws for a broken door', async () => {
    const client = createClient({ call: () => Promise.reject(new Error('gone')), on: () => () => undefined });
    expect(await client.call('state', {})).toEqual(door);
  });

  it('passes on only events that fit their schema, until it is told to stop', () => {
    const listeners = new Set<(data: unknown) => void>();
    const client = createClient({
      call: () => Promise.resolve(undefined),
      on: (_name, listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    });
    const heard: unknown[] = [];
    const stop = client.on('log', (data) => heard.push(data));
    for (const say of listeners) [{ seq: 4 }, { seq: 'four' }, undefined].forEach(say);
    stop();
    expect(heard).toEqual([{ seq: 4 }]);
    expect(listeners.size).toBe(0);
  });
});
