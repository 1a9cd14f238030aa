import { describe, expect, it } from 'vitest';
import { busExceptions, type Settlement, type StackedPerson } from '../../../src/domain/group/exceptions.ts';
import { readPassengerList } from '../../../src/domain/group/passenger-list.ts';

const day = '2026-11-22';
const names = ['adams', 'brown', 'adamsova', 'other', 'warned', 'wanted', 'torn', 'again'];
const numberOf = (id: string): string => String(7_000_010 + names.indexOf(id));
const person = (id: string, more: Partial<StackedPerson> = {}, birthDate = '1985-01-01'): StackedPerson => ({
  id,
  document: {
    type: 'passport',
    format: 'TD3',
    issuer: 'RUS',
    citizenship: 'RUS',
    surname: id.toUpperCase(),
    givenNames: 'PETR',
    number: numberOf(id),
    birthDate,
  },
  missing: [],
  advice: 'ok',
  again: false,
  ...more,
});
const look = (stack: StackedPerson[], list?: string, settled: Record<string, Settlement> = {}) =>
  busExceptions({
    stack,
    listed: list === undefined ? undefined : readPassengerList(list, day).passengers,
    settled: new Map(Object.entries(settled)),
    day,
  }).map(({ key, causes }) => [key, ...causes.map(({ kind }) => kind)]);

const adams = person('adams');
const brown = person('brown');
const child = person('adamsova', {}, '2015-05-05');

describe('the exceptions of a bus', () => {
  it('are none where every document is clean and stands on the list', () => {
    expect(look([adams, brown], 'ADAMS PETR 7000010\nBROWN PETR 7000011')).toEqual([]);
    expect(look([adams, brown])).toEqual([]);
  });

  it('name what the rules found, what could not be read, who is there twice and who is not, heaviest first', () => {
    const stack = [
      person('warned', { advice: 'warn' }),
      person('wanted', { advice: 'second-line' }),
      person('torn', { missing: ['sex'], advice: undefined }),
      { id: 'blank', missing: [], again: false },
      person('again', { again: true }),
      { ...adams, id: 'twice' },
      adams,
    ];
    const list = 'WARNED PETR 7000014\nWANTED PETR\nTORN PETR\nAGAIN PETR\nADAMS PETR 7000010\nMISSING PETR 7999999';
    expect(look(stack, list)).toEqual([
      ['blank', 'unread'],
      ['torn', 'incomplete'],
      ['adams', 'repeated'],
      ['wanted', 'second-line'],
      ['warned', 'warn'],
      ['again', 'again'],
      ['line-6', 'missing'],
    ]);
  });

  it('tell a document that the list does not name, and one that it names otherwise', () => {
    expect(look([adams, brown], 'ADAMS PETR 7999998')).toEqual([
      ['adams', 'differs'],
      ['brown', 'extra'],
    ]);
    expect(
      look([adams, brown], 'ADAMS PETR 7999998', { adams: { listMistyped: true }, brown: { listMistyped: true } }),
    ).toEqual([]);
  });

  it('tell documents that changed hands', () => {
    expect(look([adams, brown], 'ADAMS PETR 7000011\nBROWN PETR 7000010')).toEqual([
      ['adams', 'swapped'],
      ['brown', 'swapped'],
    ]);
  });

  it('ask of a minor until an adult of the bus is named, or that there is none', () => {
    expect(look([adams, child])).toEqual([['adamsova', 'minor']]);
    expect(look([adams, child], undefined, { adamsova: { companion: 'adams', consent: 'seen' } })).toEqual([]);
    expect(look([adams, child], undefined, { adamsova: { consent: 'missing' } })).toEqual([]);
    const other = person('other', {}, '2014-01-01');
    expect(
      look([adams, child, other], undefined, { adamsova: { companion: 'other', consent: 'seen' } }),
    ).toContainEqual(['adamsova', 'minor']);
  });

  it.each(['refer', 'leave-out'] as const)('ask anew of a minor whose companion does not go on: %s', (action) => {
    const tied: Settlement = { companion: 'adams', consent: 'seen' };
    expect(look([adams, child], undefined, { adamsova: tied, adams: { action } })).toEqual([['adamsova', 'minor']]);
  });

  it('are settled as far as a word goes: nobody is admitted unread or twice', () => {
    const admit: Settlement = { action: 'admit', reason: { code: 'CHECKED_ON_PAGE' } };
    const wanted = person('wanted', { advice: 'second-line' });
    expect(look([wanted], '', { wanted: admit })).toEqual([]);
    expect(look([wanted], '', { wanted: { listMistyped: true } })).toEqual([['wanted', 'second-line']]);
    expect(look([adams, { ...adams, id: 'twice' }], undefined, { twice: admit })).toEqual([['twice', 'repeated']]);
    expect(look([adams, { ...adams, id: 'twice' }], undefined, { twice: { action: 'leave-out' } })).toEqual([]);
    expect(look([{ id: 'blank', missing: [], again: false }], undefined, { blank: admit })).toEqual([
      ['blank', 'unread'],
    ]);
  });

  it('miss a passenger whose document is left out', () => {
    expect(look([adams], 'ADAMS PETR 7000010', { adams: { action: 'leave-out' } })).toEqual([['line-1', 'missing']]);
  });
});
