import type { MrzSighting } from './ocr/sighting.ts';

/** Corners of a zone, clockwise from where its first line begins, as fractions of the picture. */
export const zoneCorners = ({ x, y, w, h, angle }: MrzSighting['box'], width: number, height: number): number[] => {
  const turn = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const at = (dx: number, dy: number): number[] => [
    (x + dx * cos - dy * sin) / width,
    (y + dx * sin + dy * cos) / height,
  ];
  return [at(-w / 2, -h / 2), at(w / 2, -h / 2), at(w / 2, h / 2), at(-w / 2, h / 2)].flat();
};
