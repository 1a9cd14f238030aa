import type { StoredEntry } from '../domain/log.ts';
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

/** A file on its way to a stick: whole under its name once finished, gone where it was given up. */
export type StickFile = { write(bytes: Uint8Array): void; finish(): string; abandon(): void };

export type StickPort = {
  readonly sealing: StickSealing;
  linesOf(entries: readonly StoredEntry[]): string;
  /** Throws what the machine says where the folder cannot be written to. */
  open(folder: string, name: string): StickFile;
};
