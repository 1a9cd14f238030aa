import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `resources/ocr` beside the sources or beside the built files, whichever this module runs in. */
export const findOcrFolder = (from: string): string => {
  for (let folder = dirname(fileURLToPath(from)); folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(folder, 'resources', 'ocr');
    if (existsSync(join(found, 'mrz-line.json'))) return found;
  }
  throw new Error('The folder resources/ocr is missing from the application.');
};
