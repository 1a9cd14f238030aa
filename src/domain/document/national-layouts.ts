import { at, composite, firstLine, secondLine, type Layout } from './mrz-layout.ts';

/** Rules of MVD order 773 of 16.11.2020 on the machine-readable entry (domain.md §4.6): the series' last digit stands apart. */
export const pnrus: Layout = {
  format: 'PNRUS',
  widths: [44, 44],
  head: /^PNR[UV][S5]/,
  fields: [
    ...firstLine(44),
    ...secondLine.filter(({ field }) => field !== 'expiryDate'),
    at('expiry', 'blank', 2, 22, 28),
    at('seriesEnd', 'digit', 2, 29, 29),
    at('issueDate', 'issue', 2, 30, 35),
    at('issuingUnit', 'unit', 2, 36, 41),
  ],
  groups: [
    {
      line: 2,
      at: 43,
      over: [[2, 29, 42]],
      fields: ['number', 'issueDate', 'issuingUnit'],
      voucher: 'check-digit',
    },
    composite(
      2,
      44,
      [
        [2, 1, 10],
        [2, 14, 20],
        [2, 22, 43],
      ],
      [],
    ),
  ],
  longNumber: false,
};

/** French identity card of 1995–2021, older than Doc 9303-6. Layout as open readers agree on it; no official text at hand. */
export const frid: Layout = {
  format: 'FRID',
  widths: [36, 36],
  head: /^IDFRA.{31}\n[0-9A-Z]{12}[0-9]/,
  fields: [
    at('code', 'code', 1, 1, 2),
    at('issuer', 'state', 1, 3, 5),
    at('surname', 'surname', 1, 6, 30),
    at('number', 'number', 2, 1, 12, 13),
    at('issueDate', 'issue-month', 2, 1, 4),
    at('givenNames', 'given', 2, 14, 27),
    at('birthDate', 'birth', 2, 28, 33, 34),
    at('sex', 'sex', 2, 35, 35),
  ],
  groups: [
    composite(
      2,
      36,
      [
        [1, 1, 36],
        [2, 1, 35],
      ],
      ['surname', 'givenNames', 'issuer', 'sex'],
    ),
  ],
  longNumber: false,
};

/** French driving licence since 2013: one line, as open readers agree on it; nothing to cross a border with. */
export const frdl: Layout = {
  format: 'FRDL',
  widths: [30],
  head: /^D[A-Z0-9<]FRA/,
  fields: [
    at('code', 'code', 1, 1, 2),
    at('issuer', 'state', 1, 3, 5),
    at('number', 'number', 1, 6, 14),
    at('expiryDate', 'expiry', 1, 16, 21),
    at('surname', 'surname', 1, 22, 29),
  ],
  groups: [
    { line: 1, at: 15, over: [[1, 1, 14]], fields: ['number'], voucher: 'check-digit' },
    composite(1, 30, [[1, 1, 29]], ['surname', 'expiryDate']),
  ],
  longNumber: false,
};

/** Swiss driving licence: three lines without a single check digit. */
export const chdl: Layout = {
  format: 'CHDL',
  widths: [9, 30, 30],
  head: /^.{9}\nFA(CHE|LIE)/,
  fields: [
    at('number', 'number', 1, 1, 9),
    at('code', 'code', 2, 1, 2),
    at('issuer', 'state', 2, 3, 5),
    at('birthDate', 'birth', 2, 20, 25),
    at('name', 'name', 3, 1, 30),
  ],
  groups: [],
  longNumber: false,
};
