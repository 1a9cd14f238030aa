import { parseArgs } from 'node:util';

export type KioskOptions = {
  readonly port: number | undefined;
  readonly data: string | undefined;
  readonly demo: boolean;
  readonly window: boolean;
};

export const usage = `npm start -- [--demo] [--data DIR] [--port N] [--no-window]

  --demo        starts with invented officers and two weeks of invented crossings, in a data folder of their own
  --data DIR    keeps the desk's data in DIR
  --port N      listens on 127.0.0.1:N (kiosk shell)
  --no-window   prints the address and opens nothing (kiosk shell)`;

/** The options of a start, or what is wrong with them in words. */
export const readOptions = (args: readonly string[]): KioskOptions | { readonly problem: string } => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        demo: { type: 'boolean', default: false },
        window: { type: 'boolean', default: true },
      },
      allowNegative: true,
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
      return { problem: `--port takes a number from 0 to 65535, not ${String(values.port)}.` };
    }
    return { port, data: values.data, demo: values.demo, window: values.window };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
};
