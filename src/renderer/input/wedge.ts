import { createBurst, type BurstOutcome, type Handled } from './burst.ts';
import { characterOf } from './key-character.ts';
import { editableInFocus, keepField } from './typed-field.ts';

export type WedgeListener = { scan(text: string): void; key(character: string): void };

/**
 * Listens for a keyboard-wedge reader before anything else on the page sees a key, in every view. Uses the event's own time:
 * a busy page must not make a reader look like a person.
 */
export const listenForWedge = (listener: WedgeListener, prefixOf: () => string = () => ''): (() => void) => {
  const burst = createBurst(prefixOf);
  let restore = (): void => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (outcomes: readonly BurstOutcome[]): void => {
    for (const outcome of outcomes) {
      if ('scan' in outcome) listener.scan(outcome.scan);
      else listener.key(outcome.key);
    }
  };
  const schedule = (): void => {
    clearTimeout(timer);
    const patience = burst.patience();
    if (patience !== undefined) timer = setTimeout(() => tell(burst.settle()), patience);
  };
  const apply = (event: KeyboardEvent, { handling, outcomes }: Handled): void => {
    if (handling !== 'pass') {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (handling === 'restore') restore();
    tell(outcomes);
    schedule();
  };

  const onKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const inText = editableInFocus() !== undefined;
    const press = { at: event.timeStamp, inText };
    const isEnding = event.key === 'Enter' || event.key === 'Tab';
    if (isEnding) return event.repeat ? undefined : apply(event, burst.ending(press));
    const character = characterOf({
      code: event.code,
      key: event.key,
      shift: event.shiftKey,
      capsLock: event.getModifierState('CapsLock'),
    });
    // A held-down key repeats as fast as a reader types.
    if (character === undefined || event.repeat) return;
    const isFirst = burst.begins(press);
    if (isFirst) restore = keepField();
    const handled = burst.character(character, press);
    // In the middle of a burst a space must not press the button that has the focus.
    if (!isFirst && character === ' ' && !inText) event.preventDefault();
    apply(event, handled);
  };

  globalThis.addEventListener('keydown', onKey, { capture: true });
  return () => {
    clearTimeout(timer);
    globalThis.removeEventListener('keydown', onKey, { capture: true });
  };
};
