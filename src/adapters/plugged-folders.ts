import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where systems put a stick that is plugged in: Linux desktops by user, macOS by name. */
const roots = ['/media', '/run/media', '/Volumes'];
const letters = [...'DEFGHIJKLMNOPQRSTUVWXYZ'];

const within = (folder: string): string[] => {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
};

/** Folders of the sticks and disks that are plugged in; the system's own is not among them. */
export const pluggedFolders = (platform: NodeJS.Platform, from: readonly string[] = roots): string[] => {
  if (platform === 'win32') return letters.map((letter) => `${letter}:\\`);
  const first = from.flatMap(within);
  return [...first, ...first.flatMap(within)];
};
