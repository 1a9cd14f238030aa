import type { StationState } from '../../src/contract/views.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { PartialDocument } from '../../src/domain/document/travel-document.ts';
import type { Outcome } from '../../src/domain/finding.ts';

export const pnrus = 'PNRUSWERBAKOVA<<7LI8<7R9EVNA<<<<<<<<<<<<<<<<\n4511234569RUS9003152F<<<<<<<1110720770056<98';
export const pack = { id: 'KZ-2026-07', version: '1', hash: 'a'.repeat(64) };

export const post: NonNullable<StationState['station']>['post'] = {
  id: 'zhaisan',
  name: { kk: 'Жайсан', ru: 'Жайсан', en: 'Zhaisan' },
  region: { kk: 'Ақтөбе облысы', ru: 'Актюбинская область', en: 'Aktobe region' },
  zone: 'Asia/Almaty',
  kind: 'multilateral',
  closures: [],
};

export const specimen: PartialDocument = {
  type: 'internal-passport',
  format: 'PNRUS',
  issuer: 'RUS',
  number: '4511 123456',
  surname: 'SHCHERBAKOVA',
  givenNames: 'IULIIA',
  patronymic: 'IUREVNA',
  nativeName: { surname: 'ЩЕРБАКОВА', givenNames: 'ЮЛИЯ', patronymic: 'ЮРЬЕВНА' },
  birthDate: '1990-03-15',
  sex: 'F',
  citizenship: 'RUS',
  issueDate: '2011-07-20',
  issuingUnit: '770-056',
};

const finding = (outcome: Outcome, rule: string, kk: string, ru: string, en: string): Decision['findings'][number] => ({
  rule,
  outcome,
  citation: 'Decree 148 of 21.01.2012 p.6 as amended by Decree 1146 of 31.12.2022',
  attested: 'secondary',
  params: {},
  text: { kk, ru, en },
});

export const decisionFor = (advice: Outcome): Decision => ({
  pack,
  advice,
  findings: [
    ...(advice === 'second-line'
      ? [
          finding(
            'second-line',
            'WATCHLIST',
            'Құжат нөмірі бақылау тізімінде тұр.',
            'Номер документа стоит в списке наблюдения.',
            'The document number stands on the watchlist.',
          ),
        ]
      : []),
    ...(advice === 'warn'
      ? [
          finding(
            'warn',
            'KZ.REGISTER',
            'Туған күннің бақылау саны сәйкес келмейді. Бетпен салыстырыңыз.',
            'Контрольная цифра даты рождения не сходится. Сравните со страницей.',
            'The check digit of the birth date does not fit. Compare it with the page.',
          ),
        ]
      : []),
    finding(
      'ok',
      'KZ.STAY.EAEU.90_180',
      'ЕАЭО азаматы 180 күннің ішінде 90 күнге дейін бола алады: 62 күн пайдаланылды, 28 күн қалды.',
      'Гражданин ЕАЭС может пребывать до 90 дней в каждые 180: использовано 62, осталось 28.',
      'A citizen of the EAEU may stay 90 days in each 180: 62 used, 28 left.',
    ),
    finding(
      'info',
      'KZ.REGISTRATION.30',
      '2026 жылғы 21 желтоқсанға дейін тіркелу керек.',
      'Зарегистрироваться до 21 декабря 2026 года.',
      'Registration is due by 21 December 2026.',
    ),
    finding(
      'ok',
      'KZ.DOCUMENT.RUS',
      'Ресейдің ішкі төлқұжаты қабылданады.',
      'Внутренний паспорт России принимается.',
      'The Russian internal passport is accepted.',
    ),
  ],
  stay: {
    used: 62,
    remaining: 28,
    lastLawfulDay: '2026-12-19',
    registerBy: '2026-12-21',
    complete: true,
    limit: 90,
    window: 180,
    methods: [
      { method: 'rolling', used: 62, remaining: 28, lastLawfulDay: '2026-12-19' },
      { method: 'block-from-first-entry', used: 62, remaining: 28, lastLawfulDay: '2026-12-19' },
    ],
    strip: {
      from: '2026-05-27',
      to: '2026-12-31',
      spans: [
        { from: '2026-07-03', to: '2026-08-11', kind: 'present' },
        { from: '2026-09-01', to: '2026-09-05', kind: 'permit' },
        { from: '2026-10-14', to: '2026-11-04', kind: 'present' },
        { from: '2026-11-22', to: '2026-12-19', kind: 'ahead' },
      ],
    },
  },
});
