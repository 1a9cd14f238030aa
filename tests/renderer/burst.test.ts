import { describe, expect, it } from 'vitest';
import { createBurst, type BurstOutcome, type Handling } from '../../src/renderer/input/burst.ts';
import { pnrus } from './double-cases.ts';

type Fed = { readonly handlings: Handling[]; readonly outcomes: BurstOutcome[]; readonly at: number };

/** Feeds keys `gap` milliseconds apart; `\r` is Enter, `\t` Tab. Settles after a long silence unless told not to. */
const feed = (text: string, { gap = 5, inText = false, from = 0, settle = true, burst = createBurst() } = {}): Fed => {
  const handlings: Handling[] = [];
  const outcomes: BurstOutcome[] = [];
  let at = from;
  for (const key of text) {
    const press = { at, inText };
    const handled = key === '\r' || key === '\t' ? burst.ending(press) : burst.character(key, press);
    handlings.push(handled.handling);
    outcomes.push(...handled.outcomes);
    at += gap;
  }
  if (settle) outcomes.push(...burst.settle());
  return { handlings, outcomes, at };
};
const [first, second] = pnrus.split('\n') as [string, string];

describe('a burst of keys', () => {
  it.each([
    ['CR', `${first}\r${second}\r`],
    ['Tab', `${first}\t${second}\t`],
    ['two Enters', `${first}\r\r${second}\r\r`],
    ['nothing at the end', `${first}\r${second}`],
  ])('joins the lines of one scan ended by %s', (_, keys) => {
    const { outcomes } = feed(keys);
    expect(outcomes.map((outcome) => ('scan' in outcome ? outcome.scan.replace(/\n+/g, '\n') : outcome))).toEqual([
      pnrus,
    ]);
  });

  it('gives two lines of 44 without line ends as soon as they are whole', () => {
    const { outcomes } = feed(first + second, { settle: false });
    expect(outcomes).toEqual([{ scan: first + second }]);
  });

  it('gives a whole zone at its last character, without waiting for silence', () => {
    const { outcomes } = feed(`${first}\r${second}`, { settle: false });
    expect(outcomes).toEqual([{ scan: pnrus }]);
  });

  it('waits for silence where a barcode may go on', () => {
    const burst = createBurst();
    const { outcomes } = feed('4600702077001\r', { settle: false, burst });
    expect(outcomes).toEqual([]);
    expect(burst.patience()).toBeGreaterThan(0);
    expect(burst.settle()).toEqual([{ scan: '4600702077001' }]);
  });

  it.each(['\r', '\t', '\r\r', '\r\r\r'])('takes every ending of a scan (%j), so that none presses anything', (end) => {
    const { handlings } = feed(`${first}\r${second}${end}`);
    expect(handlings.slice(-end.length)).toEqual([...end].map(() => 'take'));
  });

  it('takes an Enter that comes late after a scan, and lets a person’s own pass after that', () => {
    const burst = createBurst();
    const { at } = feed(pnrus.replace('\n', '\r'), { burst });
    expect(burst.ending({ at: at + 300, inText: false }).handling).toBe('take');
    expect(burst.ending({ at: at + 1200, inText: false }).handling).toBe('pass');
  });

  it('lets an Enter pass where nothing was scanned', () => {
    expect(createBurst().ending({ at: 0, inText: false }).handling).toBe('pass');
  });

  it('takes back from a text field what the burst typed before it was known for one', () => {
    const { handlings, outcomes } = feed('4600702077001\r', { inText: true });
    expect(handlings.indexOf('restore')).toBe(4);
    expect(handlings.slice(5).every((handling) => handling === 'take')).toBe(true);
    expect(outcomes).toEqual([{ scan: '4600702077001' }]);
  });

  it.each([60, 80, 120, 250])('leaves a person typing every %i ms alone, and their Enter too', (gap) => {
    const { handlings, outcomes } = feed('Иванов\r', { gap, inText: true });
    expect(new Set(handlings)).toEqual(new Set(['pass']));
    expect(outcomes).toEqual([]);
  });

  it('leaves a quick pair of keys alone', () => {
    expect(feed('ab', { gap: 20, inText: true }).handlings).toEqual(['pass', 'pass']);
  });

  it('tells of a lone key outside text fields, once it is known to be alone', () => {
    expect(feed('?').outcomes).toEqual([{ key: '?' }]);
    expect(feed('?', { inText: true }).outcomes).toEqual([]);
  });

  it('parts two scans that come one after the other', () => {
    const burst = createBurst();
    const one = feed('AAAAAAAA\r', { burst, settle: false });
    const two = feed('BBBBBBBB\r', { burst, from: one.at + 1000 });
    expect([...one.outcomes, ...two.outcomes]).toEqual([{ scan: 'AAAAAAAA' }, { scan: 'BBBBBBBB' }]);
  });

  it('keeps a slow reader’s zone together, and a stall between its lines', () => {
    const burst = createBurst();
    const one = feed(`${first}\r`, { gap: 30, burst, settle: false });
    const two = feed(`${second}\r`, { gap: 30, burst, from: one.at + 300 });
    expect([...one.outcomes, ...two.outcomes]).toEqual([{ scan: pnrus }]);
  });
});

describe('a reader with a prefix of its own', () => {
  it('is told from typing however slowly it types, and its prefix is no part of the scan', () => {
    const burst = createBurst(() => '~');
    const { outcomes } = feed(`~${second}\r`, { gap: 200, inText: true, burst });
    expect(outcomes).toEqual([{ scan: second }]);
  });

  it('leaves a person who types the prefix alone', () => {
    const burst = createBurst(() => '~');
    const { outcomes, handlings } = feed('~ab', { gap: 200, inText: true, burst });
    expect(outcomes).toEqual([]);
    expect(handlings).toEqual(['pass', 'pass', 'pass']);
  });
});
