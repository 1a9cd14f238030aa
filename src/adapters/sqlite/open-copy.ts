import { rmSync } from 'node:fs';
import { systemClock } from '../clock.ts';
import { systemRandom } from '../random.ts';
import { assembleData, type DataFolder } from './assemble-data.ts';
import { checkHeader, connect, withFaults } from './connection.ts';
import { checkVersion } from './migrate.ts';
import { readAsWhole } from './older-rows.ts';
import { readableCopy } from './readable-copy.ts';

/** A copy of a log opened by itself, to be read and verified, by the key of the log it was taken from. Throws DataFault. */
export const openCopy = (file: string, key: string): DataFolder =>
  withFaults(file, () => {
    checkHeader(file);
    const source = readableCopy(file);
    const connection = connect(source.file, key, true);
    const leave = (): void => {
      connection.close();
      for (const ending of ['-wal', '-shm']) rmSync(source.file + ending, { force: true });
      source.discard();
    };
    try {
      checkVersion(connection, file);
      readAsWhole(connection);
      const zoneOf = (): string => 'Asia/Almaty';
      return assembleData({
        connection,
        file: source.file,
        key,
        clock: systemClock,
        random: systemRandom,
        zoneOf,
        leave,
      });
    } catch (error) {
      leave();
      throw error;
    }
  });
