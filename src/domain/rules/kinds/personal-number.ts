import * as v from 'valibot';
import { ruleKind } from '../rule-kind.ts';

const isPattern = (text: string): boolean => {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
};

/**
 * A personal number that carries date of birth and sex, against the document (domain.md §5). `pattern` names `yy` or `yyyy`, `mm`,
 * `dd` and `c`; `c` looks up sex and, for two-digit years, century. A number of another shape is another kind of number.
 */
export const personalNumber = ruleKind(
  v.strictObject({
    name: v.string(),
    pattern: v.pipe(v.string(), v.check(isPattern, 'no regular expression')),
    sexes: v.record(v.string(), v.picklist(['M', 'F'])),
    centuries: v.optional(v.record(v.string(), v.number()), {}),
  }),
  ['birth-date-differs', 'sex-differs'],
  ({ facts }, { name, pattern, sexes, centuries }, say) => {
    const { personalNumber: number = '', birthDate, sex } = facts.document;
    const groups = new RegExp(`^(?:${pattern})$`).exec(number)?.groups;
    if (!groups) return [];
    const { c = '', yy, yyyy, mm, dd } = groups;
    const century = centuries[c];
    // A century digit outside the table (0 for some foreigners) leaves the century open.
    const year = yyyy ?? (century === undefined ? birthDate?.slice(0, 2) + (yy ?? '') : `${century / 100}${yy}`);
    const inNumber = `${year}-${mm}-${dd}`;
    const saidSex = sexes[c];
    return [
      ...(birthDate !== undefined && birthDate.length === 10 && inNumber !== birthDate
        ? [say('birth-date-differs', { name, birthDate, inNumber })]
        : []),
      ...(saidSex !== undefined && (sex === 'M' || sex === 'F') && sex !== saidSex
        ? [say('sex-differs', { name, sex, inNumber: saidSex })]
        : []),
    ];
  },
);
