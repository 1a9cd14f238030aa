import { openData } from '../../../src/adapters/sqlite/open-data.ts';

/** Prints what comes of opening the folder named, to write and to read, as a user who may not write to it. */
const attempt = (readOnly: boolean): string => {
  try {
    openData({ folder: process.argv[2] ?? '', readOnly }).close();
    return 'opened';
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
};
process.stdout.write(JSON.stringify({ write: attempt(false), read: attempt(true) }));
