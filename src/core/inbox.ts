import type { RawScan } from '../domain/document/reading.ts';
import type { FolderWatch } from './ports.ts';

/** A flatbed left alone must not fill the memory; what is beyond this stays a file on the disk. */
const kept = 50;

export type Inbox = {
  /** Watches another folder, or none. Answers false where the folder cannot be read. */
  watch(folder: string | undefined): boolean;
  /** The oldest picture that nobody has taken yet. */
  take(): RawScan | undefined;
  waiting(): number;
  stop(): void;
};

/** Pictures that a flatbed's own software laid into a folder, waiting for a page to take them. */
export const createInbox = (watchFolder: FolderWatch, onChange: (waiting: number) => void): Inbox => {
  let scans: RawScan[] = [];
  let stop: (() => void) | undefined;
  return {
    watch: (folder) => {
      stop?.();
      stop = undefined;
      if (folder === undefined) return true;
      stop = watchFolder(folder, (fileName, payload) => {
        if (scans.length >= kept) return;
        scans = [...scans, { source: 'image', payload, fileName }];
        onChange(scans.length);
      });
      return stop !== undefined;
    },
    take: () => {
      const [first, ...rest] = scans;
      scans = rest;
      if (first) onChange(rest.length);
      return first;
    },
    waiting: () => scans.length,
    stop: () => stop?.(),
  };
};
