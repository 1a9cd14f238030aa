import { comparableNames } from '../document/name-key.ts';
import type { PartialDocument } from '../document/travel-document.ts';
import { wholeName } from '../document/whole-name.ts';
import { isSameName, keysOfName, numberKey } from '../watchlist/watchlist-keys.ts';
import type { ListedPassenger } from './passenger-list.ts';

/** A scanned document of the vehicle. */
export type ScannedPassenger = { readonly id: string; readonly document: PartialDocument };

export type Difference = 'name' | 'number' | 'birth-date' | 'citizenship';

/** What does not fit between a list and a stack of documents. Whoever is not named here is paired without a difference. */
export type Mismatch =
  | { readonly kind: 'missing'; readonly listed: ListedPassenger }
  | { readonly kind: 'extra'; readonly id: string }
  | { readonly kind: 'repeated'; readonly id: string; readonly first: string }
  /** The number of one listed passenger with the name of another: two documents changed hands, or two lines their numbers. */
  | {
      readonly kind: 'swapped';
      readonly id: string;
      readonly byNumber: ListedPassenger;
      readonly byName: ListedPassenger;
    }
  | {
      readonly kind: 'differs';
      readonly id: string;
      readonly listed: ListedPassenger;
      readonly on: readonly Difference[];
    };

export type Reconciliation = { readonly paired: number; readonly mismatches: readonly Mismatch[] };

/** Names of a document as they may be compared: in its own letters, and as its machine-readable zone has them. */
const namesOf = (document: PartialDocument): string[] => {
  const latin = `${document.surname ?? ''} ${document.givenNames ?? ''}`;
  return [wholeName(comparableNames(document)), ...(document.format === 'PNRUS' ? [] : [latin])];
};

const fitsName = (listed: ListedPassenger, document: PartialDocument): boolean => {
  const theirs = keysOfName(listed.name);
  return (
    theirs !== undefined &&
    namesOf(document).some((name) => {
      const ours = keysOfName(name);
      return ours !== undefined && isSameName(theirs, ours);
    })
  );
};

const fitsNumber = ({ number }: ListedPassenger, document: PartialDocument): boolean =>
  number !== undefined && document.number !== undefined && numberKey(number) === numberKey(document.number);

const differencesOf = (listed: ListedPassenger, document: PartialDocument): Difference[] => [
  ...(listed.name !== '' && !fitsName(listed, document) ? (['name'] as const) : []),
  ...(listed.number !== undefined && !fitsNumber(listed, document) ? (['number'] as const) : []),
  ...(listed.birthDate !== undefined && listed.birthDate !== document.birthDate ? (['birth-date'] as const) : []),
  ...(listed.citizenship !== undefined && listed.citizenship !== document.citizenship
    ? (['citizenship'] as const)
    : []),
];

const withoutRepeats = (scanned: readonly ScannedPassenger[]): { once: ScannedPassenger[]; repeated: Mismatch[] } => {
  const first = new Map<string, string>();
  const once: ScannedPassenger[] = [];
  const repeated: Mismatch[] = [];
  for (const one of scanned) {
    const key = `${one.document.issuer ?? ''} ${numberKey(one.document.number ?? one.id)}`;
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, one.id);
      once.push(one);
    } else repeated.push({ kind: 'repeated', id: one.id, first: before });
  }
  return { once, repeated };
};

/**
 * Pairs a passenger list with the documents scanned: by number and name, then by number, then by name (with the date of birth
 * where several share the name). Each line and each document is paired at most once; the order of either does not matter.
 */
export const reconcile = (listed: readonly ListedPassenger[], scanned: readonly ScannedPassenger[]): Reconciliation => {
  const { once, repeated } = withoutRepeats(scanned);
  const lines = new Set(listed);
  const stack = new Set(once);
  const pairs: { line: ListedPassenger; one: ScannedPassenger }[] = [];
  const pairBy = (fits: (line: ListedPassenger, document: PartialDocument) => boolean): void => {
    for (const one of [...stack]) {
      const line = [...lines].find((each) => fits(each, one.document));
      if (!line) continue;
      pairs.push({ line, one });
      lines.delete(line);
      stack.delete(one);
    }
  };
  const born = (line: ListedPassenger, document: PartialDocument): boolean => line.birthDate === document.birthDate;
  pairBy((line, document) => fitsNumber(line, document) && (line.name === '' || fitsName(line, document)));
  const swapped = [...stack].flatMap((one): Mismatch[] => {
    const byNumber = listed.find((line) => fitsNumber(line, one.document));
    const byName = listed.find((line) => line !== byNumber && fitsName(line, one.document));
    return byNumber && byName && lines.has(byNumber) ? [{ kind: 'swapped', id: one.id, byNumber, byName }] : [];
  });
  for (const mismatch of swapped) {
    if (mismatch.kind !== 'swapped') continue;
    lines.delete(mismatch.byNumber);
    for (const one of [...stack]) if (one.id === mismatch.id) stack.delete(one);
  }
  pairBy(fitsNumber);
  pairBy((line, document) => fitsName(line, document) && born(line, document));
  pairBy(fitsName);
  const differs = pairs.flatMap(({ line, one }): Mismatch[] => {
    const on = differencesOf(line, one.document);
    return on.length > 0 ? [{ kind: 'differs', id: one.id, listed: line, on }] : [];
  });
  return {
    paired: pairs.length - differs.length,
    mismatches: [
      ...swapped,
      ...differs,
      ...[...stack].map(({ id }): Mismatch => ({ kind: 'extra', id })),
      ...[...lines].map((line): Mismatch => ({ kind: 'missing', listed: line })),
      ...repeated,
    ],
  };
};
