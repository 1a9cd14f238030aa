import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createPrinter } from '../../../src/adapters/printing/printer.ts';
import { languagesOf, type RefusalForm } from '../../../src/domain/refusal-form.ts';

const folder = mkdtempSync(join(tmpdir(), 'beket-refusal-'));
afterAll(() => rmSync(folder, { recursive: true }));
const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;
if (!hasPoppler) console.warn('Skipped: text of the form of a refusal; pdftotext is not installed.');

const form: RefusalForm = {
  post: { name: { kk: 'Жайсан', ru: 'Жайсан', en: 'Zhaisan' }, zone: 'Asia/Aqtobe' },
  stationId: 'zhaisan-3-4f2a9c',
  lane: '3',
  seq: 1204,
  hash: 'a1'.repeat(32),
  scannedAt: '2026-11-22T10:00:00.000Z',
  decidedAt: '2026-11-22T10:40:00.000Z',
  person: {
    type: 'internal-passport',
    format: 'PNRUS',
    issuer: 'RUS',
    number: '4511 123456',
    surname: 'SHCHERBAKOVA',
    givenNames: 'IULIIA',
    nativeName: { surname: 'ЩЕРБАКОВА', givenNames: 'ЮЛИЯ', patronymic: 'ЮРЬЕВНА' },
    birthDate: '1990-03-15',
    sex: 'F',
    citizenship: 'RUS',
  },
  circumstances: { direction: 'entry', transport: 'car', purpose: 'private', plate: '123ABC02' },
  reason: { code: 'STAY_LIMIT', note: 'нет отметки о выезде' },
  officer: 'O300',
  secondOfficer: 'S200',
  findings: [
    {
      rule: 'KZ.STAY.EAEU.90_180',
      outcome: 'second-line',
      citation: 'Decree 148 of 21.01.2012 p.6 as amended by Decree 1146 of 31.12.2022',
      attested: 'secondary',
      params: {},
      text: {
        kk: '180 күннің ішінде 90 күн пайдаланылған.',
        ru: 'Из 180 дней использовано 90.',
        en: '90 days of 180 are used.',
      },
    },
  ],
  word: 'Выехала через Сырым 3 ноября',
};
const textOf = async (given: RefusalForm, language: 'kk' | 'ru' | 'en'): Promise<string[]> => {
  const path = join(folder, `${language}.pdf`);
  writeFileSync(path, await createPrinter().refusalPdf(given, languagesOf(language)));
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).normalize();
  return text.replaceAll('\u00A0', ' ').split('\f').slice(0, -1);
};

describe.skipIf(!hasPoppler)('the form of a refusal', () => {
  it('speaks the traveller’s language first, then Kazakh and Russian, each on its page', async () => {
    const [en, kk, ru, ...more] = await textOf(form, 'en');
    expect(more).toEqual([]);
    expect(en).toContain('Refusal of entry');
    expect(kk).toContain('Елге кіргізуден бас тарту');
    expect(ru).toContain('Отказ во въезде');
    expect(await textOf(form, 'kk')).toHaveLength(2);
  });

  it('says on every page who, when, on what ground, by which act and what the traveller said', async () => {
    for (const page of await textOf(form, 'en')) {
      for (const word of ['ЩЕРБАКОВА', '4511 123456', '15:40', 'нет отметки о выезде', 'Decree 148', 'S200', 'Сырым']) {
        expect(page).toContain(word);
      }
    }
  });

  it('names reasons in words, never by a code', async () => {
    for (const page of await textOf(form, 'en')) expect(page).not.toMatch(/STAY_LIMIT|KZ\.STAY/);
  });

  it('fits a page each with long words, and says so where the rules found nothing', async () => {
    const findings = Array.from({ length: 4 }, () => form.findings[0] as RefusalForm['findings'][number]);
    expect(await textOf({ ...form, findings }, 'en')).toHaveLength(3);
    const [page = ''] = await textOf({ ...form, findings: [] }, 'ru');
    expect(page).toContain('решение принято сотрудником');
  });
});
