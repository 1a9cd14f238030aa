/** A cell that a spreadsheet would take for a formula is marked as text (OWASP, CSV injection). */
const plain = (text: string): string => (/^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text);

/** A row of words: RFC 4180 §2 quoting, with the semicolon that spreadsheets of the region split at. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells
    .map(plain)
    .map((text) => (/[;"\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
    .join(';')}\r\n`;
