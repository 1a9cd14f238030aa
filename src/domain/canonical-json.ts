/** Names in code-unit order; most objects are written in it already, and looking costs less than sorting. */
const inOrder = (names: string[]): string[] => {
  for (let at = 1; at < names.length; at += 1) {
    if ((names[at - 1] as string) > (names[at] as string)) return names.sort();
  }
  return names;
};

/** The few hundred names of our own shapes, quoted once: every hash of every entry writes them. */
const quoted = new Map<string, string>();
const mostQuoted = 1_000;

const nameText = (name: string): string => {
  const known = quoted.get(name);
  if (known !== undefined) return known;
  const text = `${JSON.stringify(name)}:`;
  if (quoted.size < mostQuoted) quoted.set(name, text);
  return text;
};

/** Anything that JSON may have to escape, and all that is not ASCII, is left to `JSON.stringify`. */
const needsCare = /[^\x20\x21\x23-\x5b\x5d-\x7e]/;

/** JSON with one spelling: keys in code-unit order, no spaces, `undefined` left out (RFC 8785 for the values we write). */
export const canonicalJson = (value: unknown): string => {
  if (typeof value === 'string') return needsCare.test(value) ? JSON.stringify(value) : `"${value}"`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  const record = value as Record<string, unknown>;
  let text = '';
  for (const name of inOrder(Object.keys(record))) {
    const member = record[name];
    if (member !== undefined) text += (text === '' ? '{' : ',') + nameText(name) + canonicalJson(member);
  }
  return text === '' ? '{}' : `${text}}`;
};

/** A member of an object as `canonicalJson` writes it: `"name":value`. */
export const canonicalMember = (name: string, value: unknown): string => nameText(name) + canonicalJson(value);
