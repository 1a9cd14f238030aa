/** The little of WebAssembly that is used here; Node has it, its types come only with those of the browser. */
export type WasmMemory = { readonly buffer: ArrayBuffer };

type WebAssemblyHost = {
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory;
  instantiate(
    bytes: Uint8Array,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ): Promise<{ readonly instance: { readonly exports: Readonly<Record<string, unknown>> } }>;
};

const { WebAssembly: host } = globalThis as unknown as { WebAssembly: WebAssemblyHost };

/** `bytes` rounded up to pages of 64 KiB. */
export const createMemory = (bytes: number): WasmMemory => new host.Memory({ initial: Math.ceil(bytes / 65_536) });

/** An export of a module that imports its memory as `host.memory`. */
export const instantiate = async (module: Uint8Array, memory: WasmMemory, name: string): Promise<unknown> => {
  const { instance } = await host.instantiate(module, { host: { memory } });
  return instance.exports[name];
};
