import { describe, expect, it } from 'vitest';
import { cyrillicOf } from '../../src/renderer/input/cyrillic-keys.ts';

const press = (code: string, more: Partial<Record<'shiftKey' | 'ctrlKey' | 'altKey', boolean>> = {}, state = '') => ({
  code,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
  getModifierState: (key: string) => key === state,
});

describe('Cyrillic on any layout', () => {
  it('is the letter of the physical key', () => {
    const word = ['Backquote', 'Semicolon', 'KeyJ', 'KeyD'].map((code) => cyrillicOf(press(code))).join('');
    expect(word).toBe('ёжов');
  });
  it('follows Shift and Caps Lock as any keyboard does', () => {
    expect(cyrillicOf(press('KeyT', { shiftKey: true }))).toBe('Е');
    expect(cyrillicOf(press('KeyT', {}, 'CapsLock'))).toBe('Е');
    expect(cyrillicOf(press('KeyT', { shiftKey: true }, 'CapsLock'))).toBe('е');
  });
  it('has the Kazakh letters with AltGr, which is Ctrl and Alt to some systems', () => {
    expect(cyrillicOf(press('Digit2', { ctrlKey: true, altKey: true }, 'AltGraph'))).toBe('ә');
  });
  it('leaves digits, signs and shortcuts alone', () => {
    for (const code of ['Digit1', 'Space', 'Slash', 'Minus']) expect(cyrillicOf(press(code))).toBeUndefined();
    expect(cyrillicOf(press('KeyC', { ctrlKey: true }))).toBeUndefined();
    expect(cyrillicOf(press('KeyC', { altKey: true }))).toBeUndefined();
  });
});
