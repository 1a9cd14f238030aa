import rows from '../../../resources/states.json' with { type: 'json' };
import type { Localised } from '../post.ts';

/** A state or organisation that may issue a document (Doc 9303-3 §5, ISO 3166-1). `alpha2` only where ISO has one. */
export type State = { readonly code: string; readonly alpha2?: string; readonly name: Localised };

export const states: readonly State[] = rows;

const byCode = new Map(states.map((state) => [state.code, state]));

export const findState = (code: string): State | undefined => byCode.get(code);

/** Germany alone prints one letter (Doc 9303-3 §5, part D); Kosovo's `XKX` is used beside `RKS`. */
const widened: Readonly<Record<string, string>> = { D: 'DEU', XKX: 'RKS' };

/** The three-letter code of what stands in a state field of an MRZ, fillers dropped. */
export const widenState = (field: string): string => {
  const code = field.replace(/<+$/, '');
  return widened[code] ?? code;
};
