import type { RawScan } from '../../domain/document/reading.ts';

export type PictureListener = {
  take(scan: RawScan, picture: string): void;
  hover(isOver: boolean): void;
  tooLarge(): void;
};

/** The contract takes 64 MB of Base64, four characters for three bytes. */
const largest = 48 * 1024 * 1024;

const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(file);
  });

const takeFile = async (file: File, listener: PictureListener): Promise<void> => {
  if (file.size > largest) return listener.tooLarge();
  const payload = file.size === 0 ? '' : await base64Of(file);
  listener.take({ source: 'image', payload, fileName: file.name.slice(0, 260) }, URL.createObjectURL(file));
};

/** One after the other, so that a batch waits in the order it was dropped. */
const takeAll = async (files: readonly File[], listener: PictureListener): Promise<void> => {
  for (const file of files) await takeFile(file, listener);
};

/** Opens the system's own file choice. */
export const choosePictures = (listener: PictureListener): void => {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = 'image/png,image/jpeg,image/webp,image/gif,image/bmp';
  input.multiple = true;
  input.addEventListener('change', () => void takeAll([...(input.files ?? [])], listener));
  input.click();
};

/** Pictures dropped or pasted, in every view; elsewhere on the page a dropped file must not navigate away. */
export const listenForFiles = (listener: PictureListener): (() => void) => {
  const controller = new AbortController();
  const { signal } = controller;
  const on = <N extends keyof WindowEventMap>(name: N, handle: (event: WindowEventMap[N]) => void): void =>
    window.addEventListener(name, handle, { signal });

  on('dragover', (event) => {
    event.preventDefault();
    listener.hover(true);
  });
  on('dragleave', (event) => {
    if (event.relatedTarget === null) listener.hover(false);
  });
  on('drop', (event) => {
    event.preventDefault();
    listener.hover(false);
    void takeAll([...(event.dataTransfer?.files ?? [])], listener);
  });
  on('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    void takeAll(files, listener);
  });
  return () => controller.abort();
};
