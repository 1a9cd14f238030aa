import { openData, type DataFolder } from '../adapters/sqlite/open-data.ts';

/** A desk's data, open beside a running desk to read, for as long as `use` takes. */
export const withData = async <T>(folder: string, use: (data: DataFolder) => T | Promise<T>): Promise<T> => {
  const data = openData({ folder, readOnly: true });
  try {
    return await use(data);
  } finally {
    data.close();
  }
};
