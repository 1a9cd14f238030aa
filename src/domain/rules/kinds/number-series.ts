import * as v from 'valibot';
import { ruleKind } from '../rule-kind.ts';

/** Documents known by the beginning of their number: a series withdrawn, as the Kyrgyz cards AN (domain.md §3). */
export const numberSeries = ruleKind(
  v.strictObject({ prefixes: v.array(v.pipe(v.string(), v.minLength(1))) }),
  ['listed'],
  ({ facts }, { prefixes }, say) => {
    const number = (facts.document.number ?? '').replace(/[^A-Z0-9]/gi, '').toUpperCase();
    const series = prefixes.find((prefix) => number.startsWith(prefix));
    return series === undefined ? [] : [say('listed', { series, number })];
  },
);
