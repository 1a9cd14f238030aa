import { describe, expect, it } from 'vitest';
import { tallyCsv } from '../../src/domain/tally-csv.ts';
import { emptyTally, sampleTally } from '../adapters/printing/tally-sample.ts';

const cellsOf = (csv: string): string[][] =>
  csv
    .slice(1)
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => line.split(';'));

describe('a tally as CSV', () => {
  it('opens as UTF-8 with semicolons and rows of one width', () => {
    for (const language of ['kk', 'ru', 'en'] as const) {
      const csv = tallyCsv(sampleTally(), language);
      expect([...Buffer.from(csv).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      expect(csv.endsWith('\r\n')).toBe(true);
      expect(new Set(cellsOf(csv).map((row) => row.length))).toEqual(new Set([9]));
    }
  });

  it('keeps Cyrillic, codes and figures', () => {
    const rows = cellsOf(tallyCsv(sampleTally(), 'ru'));
    expect(rows).toContainEqual(['Лица', 'Всего', '', '1874', '1203', '3077', '', '', '']);
    expect(rows).toContainEqual(['Гражданство', 'Россия', 'RUS', '90', '40', '130', '', '', '']);
    expect(rows).toContainEqual(['Причины отказа', 'Срок документа истёк', 'DOC_EXPIRED', '', '', '12', '', '', '']);
    expect(rows.filter(([section]) => section === 'Час')).toHaveLength(24);
  });

  it('writes fractions as the language of the spreadsheet does', () => {
    const median = (language: 'ru' | 'en') =>
      cellsOf(tallyCsv(sampleTally(), language)).find(([, item]) => item === '1002')?.[8];
    expect(median('ru')).toBe('8,3');
    expect(median('en')).toBe('8.3');
  });

  it('makes no formula of a word', () => {
    const [row] = sampleTally().byOfficer;
    const officers = ['=1+1', '+7', '-2', '@SUM(A1)', '\t=1', '"; =1', '＝1'];
    const tally = {
      ...sampleTally(),
      byOfficer: officers.map((officer) => ({ ...row, officer, entry: 1, exit: 0, referred: 0, refused: 0 })),
    };
    const csv = tallyCsv(tally, 'en');
    for (const cell of ["'=1+1", "'+7", "'-2", "'@SUM(A1)", '"\'\t=1"', '"""; =1"', "'＝1"])
      expect(csv).toContain(`;${cell};`);
  });

  it('says zero where nobody crossed', () => {
    const rows = cellsOf(tallyCsv(emptyTally(), 'en'));
    expect(rows).toContainEqual(['Persons', 'Total', '', '0', '0', '0', '', '', '']);
    expect(rows).toContainEqual(['Records', 'Seconds a person, median', '', '', '', '', '', '', '']);
  });
});
