import { registerHooks } from 'node:module';

// `node --import` this, and `electron` is the double beside it.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('./electron-double.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});
