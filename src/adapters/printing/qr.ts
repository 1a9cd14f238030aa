import type { Content } from 'pdfmake';
import { create } from 'qrcode';

type Drawing = Extract<Content, { canvas: unknown }>;

/** A QR code for a page: its side in modules, and a path that fills the dark ones, one unit each. */
export const qrPath = (text: string): { size: number; path: string } => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const dark = Array.from({ length: size * size }, (_, i) => [Math.floor(i / size), i % size] as const).filter(
    ([row, column]) => modules.get(row, column),
  );
  return { size, path: dark.map(([row, column]) => `M${column} ${row}h1v1h-1z`).join('') };
};

/** A QR code of any size, in points, as black strips: pdfmake's own rounds its modules down to whole points. */
export const drawQr = (text: string, size: number): Drawing => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const step = size / modules.size;
  const canvas: Drawing['canvas'] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let from = 0; from < modules.size; from += 1) {
      let to = from;
      while (to < modules.size && modules.get(row, to)) to += 1;
      // A hair of overlap, so that no viewer shows seams between strips.
      const strip = { x: from * step, y: row * step, w: (to - from) * step, h: step * 1.02 };
      if (to > from) canvas.push({ type: 'rect', ...strip, lineWidth: 0, color: '#000' });
      from = Math.max(from, to);
    }
  }
  return { canvas };
};
