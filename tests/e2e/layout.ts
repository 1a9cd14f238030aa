import type { Page } from '@playwright/test';

/** What runs in the page: every visible line of text, where it is cut off, and what lies over what. */
const inspect = (): string[] => {
  type Line = { readonly element: Element; readonly text: string; readonly rect: DOMRect };
  const faults: string[] = [];
  const width = document.documentElement.clientWidth;
  const slack = 1.5;
  const nameOf = (element: Element): string => {
    const near = element.closest('[data-test]')?.getAttribute('data-test') ?? '';
    return `${element.tagName.toLowerCase()}.${element.className.toString().split(' ')[0] ?? ''} in ${near}`;
  };
  const say = (what: string, element: Element, text: string): void =>
    void faults.push(`${what}: “${text.trim().slice(0, 40)}” (${nameOf(element)})`);
  const ancestors = (element: Element): Element[] => {
    const all: Element[] = [];
    for (let one: Element | null = element; one && one !== document.documentElement; one = one.parentElement)
      all.push(one);
    return all;
  };
  /** For screen readers only, or for paper. */
  const isUnseen = (element: Element): boolean =>
    !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
    ancestors(element).some((one) => getComputedStyle(one).clipPath !== 'none');
  const isPinned = (element: Element): boolean =>
    ancestors(element).some((one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position));

  const lines: Line[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent ?? '';
    if (!element || text.trim() === '' || element.closest('option, script, style, [inert]') || isUnseen(element))
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width < 1) continue;
      let shown = rect;
      let isCut = false;
      for (const box of ancestors(element)) {
        const { overflowX, overflowY, position } = getComputedStyle(box);
        const edge = box.getBoundingClientRect();
        const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
        if (hides(overflowX) && (rect.right > edge.right + slack || rect.left < edge.left - slack)) isCut = true;
        // Letters are lower than their line: a fifth may stick out.
        if (hides(overflowY) && (rect.bottom > edge.bottom + rect.height / 5 || rect.top < edge.top - rect.height / 5))
          isCut = true;
        if (overflowY !== 'visible') {
          const [top, bottom] = [Math.max(shown.top, edge.top), Math.min(shown.bottom, edge.bottom)];
          shown = new DOMRect(shown.left, top, shown.width, Math.max(0, bottom - top));
        }
        if (position === 'fixed') break;
      }
      if (isCut) say('cut off', element, text);
      if (rect.right > width + slack || rect.left < -slack) say('beside the page', element, text);
      if (shown.height > 2) lines.push({ element, text, rect: shown });
    }
  }

  for (const box of document.querySelectorAll('body *')) {
    const scrolls = ['auto', 'scroll'].includes(getComputedStyle(box).overflowX);
    // What is meant to be scrolled sideways says so by taking the focus.
    if (scrolls && box.scrollWidth > box.clientWidth + slack && !box.matches('[tabindex="0"], input, textarea'))
      say('scrolls sideways', box, box.textContent ?? '');
  }
  if (document.documentElement.scrollWidth > width + slack)
    faults.push(`the page scrolls sideways: ${document.documentElement.scrollWidth}`);

  const pen = document.createElement('canvas').getContext('2d');
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) {
    if (isUnseen(field) || ['checkbox', 'radio', 'file', 'password', 'date', 'time'].includes(field.type)) continue;
    const style = getComputedStyle(field);
    // With even figures the shorthand is empty.
    if (pen) pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const text =
      field instanceof HTMLSelectElement ? (field.selectedOptions[0]?.text ?? '') : field.value || field.placeholder;
    // A select keeps room for its arrow.
    const arrow = field instanceof HTMLSelectElement ? 18 : 0;
    const room =
      field.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight) - arrow;
    // What is too long for the field may stand in full below it.
    const whole = document.getElementById(field.dataset['whole'] ?? '');
    if (whole?.checkVisibility() && text.includes(whole.innerText) && whole.innerText.length > 10) continue;
    if (pen && pen.measureText(text).width > room + slack) say('longer than its field', field, text);
  }

  const isOpaque = (element: Element): boolean =>
    !/^rgba\(.*, 0\)$|^transparent$/.test(getComputedStyle(element).backgroundColor);
  /** True where something with a background lies between the two, as a bar that stays over what scrolls beneath it. */
  const isCovered = (a: Line, b: Line, x: number, y: number): boolean => {
    const stack = document.elementsFromPoint(x, y);
    const at = (line: Line): number => stack.findIndex((one) => one === line.element || line.element.contains(one));
    const [upper, lower] = [at(a), at(b)].sort((one, other) => one - other) as [number, number];
    if (upper < 0) return isPinned(a.element) || isPinned(b.element);
    const under = stack[lower];
    return stack.slice(0, lower).some((one) => isOpaque(one) && !(under && one.contains(under)));
  };
  lines.sort((a, b) => a.rect.top - b.rect.top);
  for (const [at, a] of lines.entries()) {
    for (let other = at + 1; other < lines.length; other += 1) {
      const b = lines[other] as Line;
      if (b.rect.top >= a.rect.bottom) break;
      const across = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left);
      const down = Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top);
      if (across < 2 || down < Math.min(a.rect.height, b.rect.height) * 0.35) continue;
      const x = Math.max(a.rect.left, b.rect.left) + across / 2;
      const y = Math.max(a.rect.top, b.rect.top) + down / 2;
      if (!isCovered(a, b, x, y)) say(`over “${b.text.trim().slice(0, 30)}”`, a.element, a.text);
    }
  }
  return [...new Set(faults)];
};

/** Words that are cut off, run over others or out of the page, as the page stands now. */
export const misplacedWords = (page: Page): Promise<string[]> => page.evaluate(inspect);
