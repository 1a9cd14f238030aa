import type { Attestation } from './finding.ts';
import type { Localised } from './post.ts';
import type { Language } from './tally-words.ts';

export const languages = ['kk', 'ru', 'en'] as const satisfies readonly Language[];

const say = (kk: string, ru: string, en: string): Localised => ({ kk, ru, en });

/** Every word of the form a refused traveller is handed. Its reasons are Beket's own, never statutory codes (domain.md §7.4). */
const labels = {
  entry: say('Елге кіргізуден бас тарту', 'Отказ во въезде', 'Refusal of entry'),
  exit: say('Елден шығарудан бас тарту', 'Отказ в выезде', 'Refusal of exit'),
  number: say('Жазба', 'Запись', 'Entry of the log'),
  post: say('Өткізу пункті', 'Пункт пропуска', 'Post'),
  lane: say('{lane}-жолақ', 'полоса {lane}', 'lane {lane}'),
  at: say('Шешім уақыты', 'Время решения', 'Decided at'),
  person: say('Адам', 'Лицо', 'Person'),
  name: say('Аты-жөні', 'Фамилия, имя, отчество', 'Name'),
  latin: say('Латын әрпімен', 'Латиницей', 'In Latin letters'),
  document: say('Құжат', 'Документ', 'Document'),
  born: say('Туған күні', 'Дата рождения', 'Birth date'),
  citizenship: say('Азаматтығы', 'Гражданство', 'Citizenship'),
  sex: say('Жынысы', 'Пол', 'Sex'),
  M: say('ер', 'мужской', 'male'),
  F: say('әйел', 'женский', 'female'),
  X: say('көрсетілмеген', 'не указан', 'not stated'),
  transport: say('Көлік, нөмірі', 'Транспорт, номер', 'Transport, plate'),
  reason: say('Шешімнің негізі', 'Основание решения', 'Ground of the decision'),
  note: say('Қызметкердің сөзі', 'Словами сотрудника', 'In the officer’s words'),
  rules: say('Ережелер бойынша анықталғаны', 'Что установлено по правилам', 'What the rules say'),
  noRules: say(
    'Ережелер ештеңе анықтаған жоқ; шешімді қызметкер өзі қабылдады.',
    'По правилам ничего не установлено; решение принято сотрудником.',
    'The rules found nothing; the officer decided.',
  ),
  word: say('Адамның өз сөзі', 'Слова этого лица', 'The traveller’s word'),
  officer: say('Бірінші желі қызметкері', 'Сотрудник первой линии', 'Officer of the first line'),
  second: say('Екінші желі қызметкері', 'Сотрудник второй линии', 'Officer of the second line'),
  traveller: say('Хабардар болды', 'Ознакомлен', 'Has read this'),
  signed: say('Қол қойды', 'Подписано', 'Signed'),
  'refused-to-sign': say('Қол қоюдан бас тартты', 'От подписи отказался', 'Refused to sign'),
  signature: say('қолы', 'подпись', 'signature'),
  own: say(
    'Бекет бағдарламасының нысаны. Негіздер қарапайым сөзбен айтылған және заңдағы код емес; дәйексөз берілген актіні ресми мәтіннен қараңыз.',
    'Форма программы «Бекет». Основания сказаны простыми словами и не являются кодами из закона; названные акты смотрите в официальном тексте.',
    'A form of the program Beket. Grounds are plain words, not codes of a statute; see the official text of the acts cited.',
  ),
} as const;

const attestations: Record<Attestation, Localised> = {
  official: say('ресми мәтін бойынша', 'по официальному тексту', 'by the official text'),
  secondary: say('екінші дереккөз бойынша', 'по вторичному источнику', 'by a secondary source'),
  unverified: say('әлі тексерілмеген', 'ещё не проверено', 'not verified yet'),
};

export type RefusalLabel = keyof typeof labels;
export const refusalLabel = (label: RefusalLabel, language: Language): string => labels[label][language];
export const attestedWord = (attested: Attestation, language: Language): string => attestations[attested][language];
