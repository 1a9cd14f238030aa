import type { StoredEntry } from '../domain/log.ts';
import type { StickAnswer, StickHeader, StickKey } from '../contract/stick.ts';
import type { StickPartResponse, StickTakeResponse } from '../contract/stick-line.ts';
import type { UplinkResult } from './ports.ts';

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

/** A file on a stick as it is read for the centre. */
export type StickReading = {
  readonly size: number;
  /** SHA-256 of all of it, in hex. */
  digest(): Promise<string>;
  /** Fewer bytes than asked for at its end. */
  read(at: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
};

/** A folder on a stick. Each throws what the machine says where it cannot be read or written. */
export type StickFolder = {
  /** By name; without a header where it is no file of a desk. */
  filesIn(folder: string): readonly {
    readonly name: string;
    readonly bytes: number;
    readonly isAnswered: boolean;
    readonly header?: StickHeader;
  }[];
  /** Texts of the centre's answers. */
  answersIn(folder: string): readonly string[];
  read(folder: string, name: string): Promise<StickReading>;
  /** Beside the file, whole or not at all; answers where. */
  writeAnswer(folder: string, name: string, text: string): string;
};

/** Which desk asks which centre. */
type Where = { readonly url: string; readonly station: string };

export type StickLine = {
  /** No bytes: only asks how much lies there. */
  part(
    where: Where,
    part: { readonly digest: string; readonly from: number; readonly size: number },
    bytes: Uint8Array,
  ): Promise<UplinkResult<StickPartResponse>>;
  take(where: Where, digest: string): Promise<UplinkResult<StickTakeResponse>>;
};

export type StickPort = StickFolder & {
  readonly sealing: StickSealing;
  readonly line: StickLine;
  linesOf(entries: readonly StoredEntry[]): string;
  /** Throws what the machine says where the folder cannot be written to. */
  open(folder: string, name: string): StickFile;
};
