import type { StickAnswer, StickHeader, StickKey } from '../contract/stick.ts';

/** Sealing is the machine's: the core says what is sealed, to whom, and what an answer means. */
export type StickSealing = {
  isStickKeyOf(centreKey: string, stickKey: StickKey): boolean;
  createStickSeal(
    about: Omit<StickHeader, 'ephemeral'>,
    centreKey: string,
    sign: (text: string) => string,
  ): { readonly header: Uint8Array; piece(text: string): Uint8Array; end(): Uint8Array };
  readStickAnswer(text: string, centreKey: string): StickAnswer | undefined;
};
