type Editable = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const wordless = new Set(['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit']);

const isSelect = (element: Editable): element is HTMLSelectElement => element.tagName === 'SELECT';

/** The element with the focus, where keys would change what it holds. */
export const editableInFocus = (): Editable | undefined => {
  const element = document.activeElement;
  if (element instanceof HTMLInputElement) return wordless.has(element.type) ? undefined : element;
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement ? element : undefined;
};

/** Remembers what a field held, so that the first characters of a scan can be taken back out of it. */
export const keepField = (): (() => void) => {
  const element = editableInFocus();
  if (!element) return () => undefined;
  const before = element.value;
  return () => {
    if (element.value === before) return;
    const prototype = Object.getPrototypeOf(element) as object;
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, before);
    element.dispatchEvent(new Event(isSelect(element) ? 'change' : 'input', { bubbles: true }));
  };
};
