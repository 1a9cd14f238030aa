import { describe, expect, it } from 'vitest';
import { characterOf } from '../../src/renderer/input/key-character.ts';

describe('the character a reader meant', () => {
  it.each([
    ['KeyP', 'P', true, 'P'],
    ['KeyP', 'З', true, 'P'],
    ['KeyP', 'з', false, 'p'],
    ['Comma', '<', true, '<'],
    ['Comma', 'Б', true, '<'],
    // A driver that does not send Shift, but the finished character.
    ['Comma', '<', false, '<'],
    ['KeyA', 'A', false, 'A'],
    // The Kazakh layout has letters where the Russian one has digits.
    ['Digit8', 'ү', false, '8'],
    ['Digit2', 'ә', false, '2'],
    // German: Y and Z changed places, `<` on its own key.
    ['KeyY', 'z', false, 'y'],
    ['IntlBackslash', '<', false, '<'],
    ['Minus', 'ß', false, '-'],
    ['Numpad4', '4', false, '4'],
    ['Space', ' ', false, ' '],
  ])('%s that reads %s, shift %s, is %s', (code, key, shift, meant) => {
    expect(characterOf({ code, key, shift })).toBe(meant);
  });

  it('goes by Shift alone where Caps Lock turns the letters round', () => {
    expect(characterOf({ code: 'KeyA', key: 'a', shift: true, capsLock: true })).toBe('A');
    expect(characterOf({ code: 'KeyA', key: 'A', shift: false, capsLock: true })).toBe('a');
    expect(characterOf({ code: 'Comma', key: '<', shift: true, capsLock: true })).toBe('<');
  });

  it.each(['F7', 'ShiftLeft', 'ArrowDown', 'Enter', ''])('carries nothing for %j', (code) => {
    expect(characterOf({ code, key: code, shift: false })).toBeUndefined();
  });
});
