import type { Localised } from '../domain/post.ts';
import type { Disposition, TravelFindingKind } from '../domain/travel-finding.ts';

const say = (kk: string, ru: string, en: string): Localised => ({ kk, ru, en });

/** Words of the reports page that no tally has. */
export const reportWords = {
  reports: say('Есептер', 'Отчёты', 'Reports'),
  token: say('Орталық әкімшісінің белгісі', 'Токен администратора центра', 'Administrator token of this centre'),
  open: say('Ашу', 'Открыть', 'Open'),
  wrongToken: say(
    'Белгі дұрыс емес. Ол деректер қалтасындағы administrator-token файлында.',
    'Токен неверен. Он лежит в файле administrator-token в папке данных.',
    'The token is not right. It lies in the file administrator-token of the data folder.',
  ),
  from: say('Басынан', 'С', 'From'),
  to: say('Дейін', 'По', 'To'),
  posts: say('Өткізу пункттері, үтірмен', 'Пункты пропуска через запятую', 'Posts, with commas'),
  all: say('барлығы', 'все', 'all'),
  show: say('Көрсету', 'Показать', 'Show'),
  trend: say('Өзгерісі', 'Динамика', 'Trend'),
  tally: say('Жиынтық', 'Сводка', 'Tally'),
  map: say('Өткізу пункттерінің картасы', 'Карта пунктов пропуска', 'Map of the posts'),
  mapAbout: say(
    'Белгі неғұрлым үлкен әрі қанық болса, адам соғұрлым көп. Орындары шамамен. Сұлбалар: Natural Earth, қоғамдық игілік.',
    'Чем больше и гуще знак, тем больше людей. Места приблизительны. Контуры: Natural Earth, общественное достояние.',
    'The larger and fuller the mark, the more persons. Places are approximate. Outlines: Natural Earth, public domain.',
  ),
  mapTable: say('Сандары төмендегі кестеде.', 'Числа в таблице ниже.', 'The figures stand in the table below.'),
  noPlace: say('Картада жоқ', 'Нет на карте', 'Not on the map'),
  findings: say('Сәйкес келмейтін өтулер', 'Пересечения, которые не сходятся', 'Crossings that do not fit together'),
  noFindings: say('Ондайлар жоқ.', 'Таких нет.', 'None is known.'),
  unseen: say('қаралмаған', 'не рассмотрено', 'nobody has looked yet'),
  desks: say('Жұмыс орындары', 'Рабочие места', 'Desks'),
  held: say('Қабылданған жазбалар', 'Принято записей', 'Entries here'),
  lastSeen: say('Соңғы рет көрінген', 'На связи', 'Last seen'),
  clock: say('Сағат айырмасы, с', 'Расхождение часов, с', 'Clock off by, s'),
  state: say('Күйі', 'Состояние', 'State'),
  fork: say('журнал тармақталды: шешім керек', 'журнал разошёлся: нужно решение', 'the log forked: decide'),
  revoked: say('кері қайтарылған', 'отозвано', 'revoked'),
  fine: say('жарайды', 'в порядке', 'in order'),
  tooLong: say(
    'Жиынтық үшін кезең тым ұзын: қысқартыңыз немесе пункттерді таңдаңыз.',
    'Период слишком велик для сводки: сократите его или выберите пункты.',
    'The period is too long for a tally: shorten it or choose posts.',
  ),
} as const satisfies Record<string, Localised>;

export const findingWords: Readonly<Record<TravelFindingKind, Localised>> = {
  'impossible-travel': say(
    'Мұндай уақыт үшін тым алыс',
    'Слишком далеко за такое время',
    'Too far apart for the time between',
  ),
  'one-document-two-posts': say(
    'Бір құжат екі бекетте',
    'Один документ на двух постах',
    'The same document at two posts',
  ),
  'recorded-twice': say('Екі рет жазылған', 'Записано дважды', 'Recorded twice'),
  'crossing-missing': say('Арадағы өту жоқ', 'Нет пересечения между ними', 'A crossing between is missing'),
};

export const dispositionWords: Readonly<Record<Disposition, Localised>> = {
  explained: say('түсіндірілді', 'объяснено', 'explained'),
  'recorded-wrongly': say('қате жазылған', 'записано ошибочно', 'recorded wrongly'),
  'passed-on': say('әрі қарай берілді', 'передано дальше', 'passed on'),
};
