import type { Localised } from '../domain/post.ts';

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
