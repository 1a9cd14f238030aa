/** Lengths and numbers of lines of the ICAO layouts (Doc 9303-4 to -7): TD3 and MRV-A, TD2 and MRV-B, TD1. */
const shapes = [
  { lines: 2, length: 44 },
  { lines: 2, length: 36 },
  { lines: 3, length: 30 },
] as const;

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** True where the text is a whole machine-readable zone, so that a scan need not wait for silence. */
export const isWholeMrz = (text: string): boolean => {
  const lines = linesOf(text.toUpperCase());
  if (!looksLikeMrz(text)) return false;
  if (shapes.some((shape) => lines.length === shape.lines && lines.every((line) => line.length === shape.length)))
    return true;
  // Without line ends only 2 x 44 is certain: 72 characters may be the beginning of a TD1.
  return lines.length === 1 && /^[PV]/.test(lines[0] as string) && lines[0]?.length === 88;
};

/** True where the beginning may be an MRZ: a document letter, a filler or letter, an issuer, and nothing an MRZ has not. */
export const looksLikeMrz = (text: string): boolean => /^\n*[ACIPV][A-Z<][A-Z<]{3}[A-Z0-9<\n]*$/i.test(text);
