import { onMounted, onUnmounted, shallowReactive } from 'vue';

/** What lies above: a panel over its view, a list over its panel, the overlay over all. The uppermost that wants a key has it. */
export type Layer = 0 | 1 | 2 | 3;
const overlay: Layer = 3;

/** A key and what it does. `key` as `F7`, `Enter`, `Escape`, `Alt+1`, `Ctrl+Z`, `ArrowDown`, or a single character. */
export type Shortcut = {
  readonly key: string;
  /** Path of its words, for the list of keys; without it the key is not listed. */
  readonly label?: string;
  readonly run: () => void;
  readonly when?: () => boolean;
  readonly everywhere?: boolean;
  readonly layer?: Layer;
};

const active = shallowReactive<Shortcut[]>([]);

/** The keys of this moment, the latest first: a panel's Escape comes before its view's. */
export const activeShortcuts = (): readonly Shortcut[] => active;

const interactive = 'button, a[href], input, select, textarea, summary, [role="radio"], [role="option"], [role="tab"]';

const nameOf = (event: KeyboardEvent): string | undefined => {
  const physical = event.code.replace(/^(Key|Digit)/, '');
  if (event.altKey && !event.ctrlKey) return `Alt+${physical}`;
  if (event.ctrlKey) return event.altKey ? undefined : `Ctrl+${physical}`;
  return event.key.length > 1 ? event.key : undefined;
};

/** Runs the uppermost, then latest, shortcut that wants this key now. */
export const runShortcut = (key: string): boolean => {
  const layerOf = ({ layer }: Shortcut): Layer => layer ?? 0;
  const isCovered = active.some((shortcut) => layerOf(shortcut) === overlay);
  const found = active
    .filter((shortcut) => shortcut.key === key && (shortcut.when?.() ?? true))
    .filter((shortcut) => !isCovered || shortcut.everywhere || layerOf(shortcut) === overlay)
    .reduce<Shortcut | undefined>((best, one) => (best && layerOf(best) > layerOf(one) ? best : one), undefined);
  found?.run();
  return found !== undefined;
};

/** True while somebody types in a field: keys that edit text are the field's. */
export const isTyping = (): boolean => document.activeElement?.matches('input, textarea, select') ?? false;

/** Keys that belong to the control that has the focus are left to it. */
const belongsToFocus = (key: string): boolean => {
  const focused = document.activeElement;
  if (key.startsWith('Arrow')) return focused?.matches('input, select, textarea, [role="radio"]') ?? false;
  return key === 'Enter' && (focused?.matches(interactive) ?? false);
};

export const listenForShortcuts = (): (() => void) => {
  const onKey = (event: KeyboardEvent): void => {
    const key = nameOf(event);
    if (key === undefined || event.defaultPrevented || event.isComposing) return;
    if (belongsToFocus(key)) return;
    // A key held down repeats: the second time it must not record the next traveller.
    if (event.repeat && active.some((shortcut) => shortcut.key === key)) return event.preventDefault();
    if (runShortcut(key)) event.preventDefault();
  };
  globalThis.addEventListener('keydown', onKey);
  return () => globalThis.removeEventListener('keydown', onKey);
};

/** The keys of a component, for as long as it is on the page. */
export const useShortcuts = (shortcuts: readonly Shortcut[]): void => {
  onMounted(() => active.push(...shortcuts));
  onUnmounted(() => {
    for (const shortcut of shortcuts) active.splice(active.indexOf(shortcut), 1);
  });
};
