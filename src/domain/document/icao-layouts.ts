import { at, composite, firstLine, secondLine, type Layout } from './mrz-layout.ts';

/** Doc 9303-4 §4.2.2. */
export const td3: Layout = {
  format: 'TD3',
  widths: [44, 44],
  head: /^[^V]/,
  fields: [...firstLine(44), ...secondLine, at('personalNumber', 'optional', 2, 29, 42, 43)],
  groups: [
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

/** Doc 9303-7 §4.2.2: no composite; the optional data is no personal number. */
export const mrvA: Layout = {
  format: 'MRV-A',
  widths: [44, 44],
  head: /^V/,
  fields: [...firstLine(44), ...secondLine, at('visaData', 'optional', 2, 29, 44)],
  groups: [],
  longNumber: false,
};

export const mrvB: Layout = {
  ...mrvA,
  format: 'MRV-B',
  widths: [36, 36],
  fields: [...firstLine(36), ...secondLine, at('visaData', 'optional', 2, 29, 36)],
};

/** Doc 9303-6 §4.2.2. */
export const td2: Layout = {
  format: 'TD2',
  widths: [36, 36],
  head: /^[^V]/,
  fields: [...firstLine(36), ...secondLine, at('personalNumber', 'optional', 2, 29, 35)],
  groups: [
    composite(
      2,
      36,
      [
        [2, 1, 10],
        [2, 14, 20],
        [2, 22, 35],
      ],
      ['personalNumber'],
    ),
  ],
  longNumber: true,
};

/** Doc 9303-5 §4.2.2. */
export const td1: Layout = {
  format: 'TD1',
  widths: [30, 30, 30],
  head: /^[^V]/,
  fields: [
    at('code', 'code', 1, 1, 2),
    at('issuer', 'state', 1, 3, 5),
    at('number', 'number', 1, 6, 14, 15),
    at('personalNumber', 'optional', 1, 16, 30),
    at('birthDate', 'birth', 2, 1, 6, 7),
    at('sex', 'sex', 2, 8, 8),
    at('expiryDate', 'expiry', 2, 9, 14, 15),
    at('citizenship', 'state', 2, 16, 18),
    at('optional2', 'optional', 2, 19, 29),
    at('name', 'name', 3, 1, 30),
  ],
  groups: [
    composite(
      2,
      30,
      [
        [1, 6, 30],
        [2, 1, 7],
        [2, 9, 15],
        [2, 19, 29],
      ],
      ['personalNumber'],
    ),
  ],
  longNumber: true,
};
