import { describe, expect, it } from 'vitest';
import tokens from '../../src/renderer/styles/tokens.css?raw';

const sources = import.meta.glob('../../src/renderer/**/*.{css,vue}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const styles = Object.entries(sources as Record<string, string>)
  .filter(([path]) => !/(tokens|print)\.css$/.test(path))
  .map(([path, text]): [string, string] => [
    path.split('renderer/').at(-1) ?? path,
    path.endsWith('.css') ? text : [...text.matchAll(/<style[^>]*>(.*?)<\/style>/gs)].map(([, css]) => css).join('\n'),
  ]);

const blockOf = (selector: string): Map<string, string> => {
  const body =
    tokens
      .slice(tokens.indexOf(selector))
      .replace(/^[^{]*\{/, '')
      .split('}')[0] ?? '';
  return new Map([...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]));
};
const themes = { light: blockOf(":root[data-theme='light']"), dark: blockOf(":root[data-theme='dark']") };

/** Relative luminance and contrast, WCAG 2.2 §1.4.3. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

const surfaces = ['--surface-0', '--surface-1', '--surface-2'];
const meanings = ['calm', 'attention', 'second', 'refusal'];

describe.each(Object.entries(themes))('the %s theme', (_, theme) => {
  const of = (name: string): string => theme.get(name) ?? 'missing';

  it.each(meanings)('shows what decides at 7:1: the band of %s', (meaning) => {
    expect(contrast(of(`--${meaning}`), of(`--${meaning}-ink`))).toBeGreaterThanOrEqual(7);
  });

  it.each(surfaces)('shows text at 7:1 and quiet text at 4.5:1 on %s', (surface) => {
    expect(contrast(of('--ink'), of(surface))).toBeGreaterThanOrEqual(7);
    for (const quiet of ['--ink-soft', ...meanings.map((meaning) => `--${meaning}-mark`)])
      expect(contrast(of(quiet), of(surface)), quiet).toBeGreaterThanOrEqual(4.5);
    for (const edge of ['--line-strong', '--focus-ring'])
      expect(contrast(of(edge), of(surface)), edge).toBeGreaterThanOrEqual(3);
  });

  it('tells the bands apart in grey', () => {
    const greys = meanings.map((meaning) => luminance(of(`--${meaning}`))).sort((a, b) => a - b);
    for (const [at, grey] of greys.entries())
      if (at > 0) expect((grey + 0.05) / ((greys[at - 1] ?? 0) + 0.05), `step ${at}`).toBeGreaterThanOrEqual(1.5);
  });

  it('has every colour the other has', () => {
    expect([...theme.keys()].sort()).toEqual([...themes.light.keys()].sort());
  });
});

describe('the styles', () => {
  it.each(styles)('take colours and sizes from the tokens: %s', (_, css) => {
    // A width or a height that is asked for can be no variable.
    const lines = css.split('\n').filter((line) => !/@(media|container)/.test(line));
    // `em` follows the text it stands beside, so a sign grows with its word.
    const own = lines.filter((line) =>
      /#[\da-f]{3,8}\b|\b(rgb|hsl|oklch)\(|(?<![\w-])\d*\.?\d+(px|rem|pt|mm|cm)\b/i.test(line),
    );
    expect(own).toEqual([]);
  });

  it('use no token that is not there', () => {
    const there = new Set([...tokens.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
    const used = styles.flatMap(([, css]) => [...css.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
    expect(used.filter((name) => !there.has(name))).toEqual([]);
  });
});
