import { parseArgs } from 'node:util';

/** `--data DIR` and `--demo`. Chromium has switches of its own on the same line, so what is not ours is passed over. */
export const readOptions = (args: readonly string[]): { readonly data: string | undefined; readonly demo: boolean } => {
  const { values } = parseArgs({
    args: args.slice(1),
    strict: false,
    options: { data: { type: 'string' }, demo: { type: 'boolean' } },
  });
  return { data: typeof values.data === 'string' ? values.data : undefined, demo: values.demo === true };
};
