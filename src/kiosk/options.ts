import { parseArgs } from 'node:util';

export type KioskOptions = {
  readonly port: number | undefined;
  readonly data: string | undefined;
  readonly demo: boolean;
  readonly seed: number | undefined;
  readonly window: boolean;
  readonly help: boolean;
};

export const usage = `npm start -- [--demo [--seed N]] [--data DIR] [--port N] [--no-window]

  --demo        starts with invented officers and two weeks of invented crossings, in a data folder of their own
  --seed N      the same N invents the same people
  --data DIR    keeps the desk's data in DIR
  --port N      listens on 127.0.0.1:N (kiosk shell)
  --no-window   prints the address and opens nothing (kiosk shell)`;

const numberOf = (option: string, text: string | undefined, most: number): number | undefined => {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw new RangeError(`${option} takes a number from 0 to ${String(most)}, not ${text}.`);
};

/** The options of a start, or what is wrong with them in words. */
export const readOptions = (args: readonly string[]): KioskOptions | { readonly problem: string } => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        seed: { type: 'string' },
        demo: { type: 'boolean', default: false },
        window: { type: 'boolean', default: true },
        help: { type: 'boolean', default: false },
      },
      allowNegative: true,
    });
    const port = numberOf('--port', values.port, 65_535);
    const seed = numberOf('--seed', values.seed, 2 ** 31);
    return { port, seed, data: values.data, demo: values.demo, window: values.window, help: values.help };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
};
