const everyMs = 2000;

/** A change of the schema that no page shows is told to whoever waits, a line now and then; a short one is not. */
export const tellMigrating = (): ((progress: { readonly done: number; readonly total: number }) => void) => {
  const began = performance.now();
  let told = began;
  return ({ done, total }) => {
    const now = performance.now();
    if (now - told < everyMs) return;
    told = now;
    const seconds = Math.ceil(((now - began) * (total - done)) / Math.max(1, done) / 1000);
    const share = Math.floor((100 * done) / total);
    process.stderr.write(`The log is brought to this version: ${String(share)} %, ${String(seconds)} s left\n`);
  };
};
