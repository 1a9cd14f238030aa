/** Not in the middle of a word or of a longer number. */
const boundary = '(?<![\\p{L}\\d])';
const part = (pattern: string): RegExp => new RegExp(`${boundary}${pattern}(?!\\d)`, 'iu');

const dates = [
  String.raw`\d{1,2}[./]\d{1,2}[./]\d{4}`,
  String.raw`\d{1,2}-\d{1,2}-\d{4}`,
  String.raw`\d{4}-\d{2}-\d{2}`,
  String.raw`\d{1,2}[./]\d{1,2}[./]\d{2}`,
];

/** What a document's parts look like in the middle of a line that somebody typed, pasted or was sent. */
export const typedParts = {
  /** As people here write dates: day first, or as ISO does. */
  date: part(`(?:${dates.join('|')})`),
  /** `770-056` of a Russian internal passport. */
  unit: part(String.raw`\d{3}-\d{3}`),
  /** An IIN has twelve digits, a Kyrgyz PIN fourteen: longer than any document's number here (domain.md §5). */
  personalNumber: part(String.raw`\d{12}(?:\d{2})?`),
  /** Letters before, then digits in groups as the page prints them: `4511 123456`, `45 11 123456`, `N12345678`, `№ 7512345`. */
  number: part(String.raw`(?:№\s*)?(?:\p{Lu}{1,2}|N\s)?\d(?:[ ]?\d){5,9}`),
  /** On a driver's list no other number is to be told from it, so hyphens and fourteen digits belong to it too. */
  listedNumber: part(String.raw`(?:\p{Lu}{1,2}|N\s)?\d(?:[ -]?\d){5,13}`),
} as const;
