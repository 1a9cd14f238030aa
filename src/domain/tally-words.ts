import type { Action, Purpose, ReasonCode, Transport } from './crossing.ts';
import type { DocumentType } from './document/travel-document.ts';
import type { Localised } from './post.ts';

export type Language = keyof Localised;

const say = (kk: string, ru: string, en: string): Localised => ({ kk, ru, en });

/** Every word that a tally on paper or in a spreadsheet is made of. */
const labels = {
  title: say('Шекарадан өткендердің жиынтығы', 'Сводка пропуска через границу', 'Border crossing tally'),
  post: say('Өткізу пункті', 'Пункт пропуска', 'Post'),
  station: say('Жұмыс орны', 'Рабочее место', 'Desk'),
  day: say('Тәулік', 'Сутки', 'Day'),
  days: say('Тәуліктер', 'Период', 'Days'),
  shift: say('Ауысым', 'Смена', 'Shift'),
  zone: say('Уақыт белдеуі', 'Часовой пояс', 'Time zone'),
  printed: say('Басып шығарылды', 'Напечатано', 'Printed'),
  printedBy: say('Басып шығарған', 'Напечатал', 'Printed by'),
  page: say('{pages} беттің {page}-беті', 'Страница {page} из {pages}', 'Page {page} of {pages}'),
  persons: say('Адамдар', 'Лица', 'Persons'),
  entry: say('Кіру', 'Въезд', 'Entry'),
  exit: say('Шығу', 'Выезд', 'Exit'),
  total: say('Барлығы', 'Всего', 'Total'),
  section: say('Бөлім', 'Раздел', 'Section'),
  item: say('Көрсеткіш', 'Показатель', 'Item'),
  code: say('Код', 'Код', 'Code'),
  outcome: say('Шешім', 'Решение', 'Outcome'),
  citizenship: say('Азаматтық', 'Гражданство', 'Citizenship'),
  document: say('Құжат', 'Документ', 'Document'),
  transport: say('Көлік', 'Транспорт', 'Transport'),
  purpose: say('Сапар мақсаты', 'Цель поездки', 'Purpose'),
  sex: say('Жынысы', 'Пол', 'Sex'),
  hour: say('Сағат', 'Час', 'Hour'),
  officer: say('Инспектор', 'Инспектор', 'Officer'),
  referred: say('Екінші желіге', 'На вторую линию', 'Referred'),
  refused: say('Бас тартылды', 'Отказано', 'Refused'),
  secondsEach: say('Секунд, медиана', 'Секунд, медиана', 'Seconds, median'),
  lane: say('Жолақ', 'Полоса', 'Lane'),
  age: say('Жасы', 'Возраст', 'Age'),
  kinds: say(
    'Азаматтық, құжат, көлік және мақсат бойынша',
    'По гражданству, документу, транспорту и цели',
    'By citizenship, document, transport and purpose',
  ),
  refusals: say('Бас тарту себептері', 'Причины отказа', 'Reasons of refusal'),
  number: say('Саны', 'Число', 'Number'),
  secondLine: say('Екінші желі', 'Вторая линия', 'Second line'),
  stillOpen: say('Әлі аяқталмаған', 'Не завершено', 'Still open'),
  minutesEach: say('Минут, медиана', 'Минут, медиана', 'Minutes, median'),
  records: say('Жазбалар', 'Записи', 'Records'),
  iins: say('ЖСН тіркелгендер', 'Записан ИИН', 'IIN recorded'),
  vehicles: say('Көлік құралдары', 'Транспортные средства', 'Vehicles'),
  withoutVehicle: say(
    'Көлігі тіркелмей көлікпен өткендер',
    'На колёсах, средство не записано',
    'On wheels, vehicle not recorded',
  ),
  overstays: say('Болу мерзімін асырғандар', 'Превысили срок пребывания', 'Overstays'),
  forged: say('Жалған құжаттар', 'Поддельные документы', 'Forged documents'),
  minors: say('Кәмелетке толмағандар', 'Несовершеннолетние', 'Minors'),
  manual: say('Құжат қолмен енгізілген', 'Документ введён вручную', 'Document typed by hand'),
  manualShare: say('Қолмен енгізілгендер үлесі, %', 'Доля ручного ввода, %', 'Share typed by hand, %'),
  overrides: say('Ұсынысқа қайшы шешімдер', 'Решения вопреки рекомендации', 'Decided against advice'),
  rebuttals: say('Жолаушының қарсылығы', 'Возражения проезжающих', 'Rebuttals by travellers'),
  corrections: say('Түзетулер', 'Исправления', 'Corrections'),
  voided: say('Жойылғандар (санға кірмейді)', 'Аннулировано (в счёт не входит)', 'Voided (not counted)'),
  medianSeconds: say('Бір адамға секунд, медиана', 'Секунд на человека, медиана', 'Seconds a person, median'),
  p90Seconds: say('Бір адамға секунд, 90 %', 'Секунд на человека, 90 %', 'Seconds a person, 90 %'),
  processing: say('Үстелдегі уақыт, секунд', 'Время у стойки, секунд', 'Time at the desk, seconds'),
  secondWait: say('Екінші желіде күту, минут', 'Ожидание на второй линии, минут', 'Wait at the second line, minutes'),
  queue: say('Кезек, жазбалар бойынша бағалау', 'Очередь, оценка по записям', 'Queue, estimated from the records'),
  waited: say('Күтіп тұрып өткендер', 'Прошли после ожидания', 'Persons who had waited'),
  longestRun: say(
    'Үзіліссіз ең ұзақ ағын, адам',
    'Дольше всего без перерыва, человек',
    'Longest run without a pause, persons',
  ),
  runTime: say('Ол қашан болды', 'Когда это было', 'When that was'),
  waiting: say('Бір мезгілде кемінде тұрғандар', 'Стояло одновременно не менее', 'Stood there at once, at least'),
  compared: say('Салыстыру', 'Сравнение', 'Compared'),
  thisPeriod: say('Осы кезең', 'Этот период', 'This period'),
  dayBefore: say('Алдыңғы күні', 'Днём раньше', 'A day earlier'),
  daysBefore: say('Оған дейін', 'Перед этим', 'Just before'),
  weekBefore: say('7 күннің орташасы', 'В среднем за 7 дней', 'Mean of 7 days before'),
  sameWeekday: say('Бір апта бұрын', 'Неделей раньше', 'A week earlier'),
  unsent: say('Орталыққа жіберілмеген жазбалар', 'Записей не отправлено в центр', 'Entries not sent to the centre'),
  none: say('Бұл кезеңде болған жоқ', 'За период не было', 'None in this period'),
  compiled: say('Жасаған', 'Составил', 'Compiled by'),
  checked: say('Тексерген', 'Проверил', 'Checked by'),
  handedOver: say('Ауысымды тапсырды', 'Смену сдал', 'Shift handed over by'),
  received: say('Ауысымды қабылдады', 'Смену принял', 'Shift taken over by'),
  signature: say('қолы', 'подпись', 'signature'),
  nameAndDate: say('аты-жөні, күні, уақыты', 'фамилия, дата, время', 'name, date, time'),
  digest: say('Осы сандардың SHA-256', 'SHA-256 этих показателей', 'SHA-256 of these figures'),
} as const;

const outcomes: Record<Action, Localised> = {
  admit: say('Өткізілді', 'Пропущено', 'Admitted'),
  refer: say('Екінші желіде', 'На второй линии', 'In second line'),
  refuse: say('Бас тартылды', 'Отказано', 'Refused'),
};

const documents: Record<DocumentType, Localised> = {
  passport: say('Паспорт', 'Паспорт', 'Passport'),
  'internal-passport': say('Ішкі паспорт', 'Внутренний паспорт', 'Internal passport'),
  'id-card': say('Жеке куәлік', 'Удостоверение личности', 'Identity card'),
  'diplomatic-passport': say('Дипломатиялық паспорт', 'Дипломатический паспорт', 'Diplomatic passport'),
  'service-passport': say('Қызметтік паспорт', 'Служебный паспорт', 'Service passport'),
  'travel-document': say('Жол жүру құжаты', 'Проездной документ', 'Travel document'),
  'return-certificate': say('Қайтып оралу куәлігі', 'Свидетельство на возвращение', 'Return certificate'),
  'seaman-book': say('Теңізші паспорты', 'Паспорт моряка', 'Seaman’s book'),
  'birth-certificate': say('Туу туралы куәлік', 'Свидетельство о рождении', 'Birth certificate'),
  'residence-permit': say('Тұруға ықтиярхат', 'Вид на жительство', 'Residence permit'),
  visa: say('Виза', 'Виза', 'Visa'),
  other: say('Өзге құжат', 'Иной документ', 'Other document'),
};

const transports: Record<Transport, Localised> = {
  foot: say('Жаяу', 'Пешком', 'On foot'),
  car: say('Жеңіл автомобиль', 'Легковой автомобиль', 'Car'),
  bus: say('Автобус', 'Автобус', 'Bus'),
  truck: say('Жүк автомобилі', 'Грузовой автомобиль', 'Truck'),
  train: say('Пойыз', 'Поезд', 'Train'),
  motorcycle: say('Мотоцикл', 'Мотоцикл', 'Motorcycle'),
  other: say('Өзге', 'Иной', 'Other'),
};

const purposes: Record<Purpose, Localised> = {
  private: say('Жеке', 'Частная', 'Private'),
  tourism: say('Туризм', 'Туризм', 'Tourism'),
  work: say('Жұмыс', 'Работа', 'Work'),
  business: say('Іскерлік', 'Деловая', 'Business'),
  official: say('Қызметтік', 'Служебная', 'Official'),
  study: say('Оқу', 'Учёба', 'Study'),
  transit: say('Транзит', 'Транзит', 'Transit'),
};

const sexes: Record<'M' | 'F' | 'X', Localised> = {
  M: say('Ерлер', 'Мужчины', 'Men'),
  F: say('Әйелдер', 'Женщины', 'Women'),
  X: say('Көрсетілмеген', 'Не указан', 'Not stated'),
};

const reasons: Record<ReasonCode, Localised> = {
  DOC_INVALID: say('Құжат жарамсыз', 'Документ недействителен', 'Document invalid'),
  DOC_EXPIRED: say('Құжат мерзімі өткен', 'Срок документа истёк', 'Document expired'),
  DOC_FORGED: say('Құжат қолдан жасалған', 'Документ поддельный', 'Document forged'),
  DOC_NOT_OF_HOLDER: say('Құжат өзгенікі', 'Документ чужой', 'Document of somebody else'),
  DOC_NOT_ACCEPTED: say('Құжат қабылданбайды', 'Документ не принимается', 'Document not accepted'),
  ENTRY_BAN: say('Кіруге тыйым', 'Запрет на въезд', 'Entry ban'),
  STAY_LIMIT: say('Болу мерзімі таусылған', 'Срок пребывания исчерпан', 'Stay used up'),
  FALSE_INFO: say('Жалған мәлімет', 'Ложные сведения', 'False information'),
  PURPOSE_UNCONFIRMED: say('Мақсат расталмаған', 'Цель не подтверждена', 'Purpose not confirmed'),
  MINOR_NO_CONSENT: say('Балаға келісім жоқ', 'Нет согласия на ребёнка', 'No consent for a minor'),
  MINOR_NO_PASSPORT: say('Баланың паспорты жоқ', 'Нет паспорта ребёнка', 'Minor without passport'),
  SECURITY: say('Қауіпсіздік', 'Безопасность', 'Security'),
  HEALTH: say('Денсаулық', 'Здоровье', 'Health'),
  WANTED: say('Іздеуде', 'В розыске', 'Wanted'),
  VEHICLE_DOCS: say('Көлік құжаттары', 'Документы на транспорт', 'Vehicle documents'),
  SUPERVISOR_OTHER: say('Аға инспектордың шешімі', 'Решение старшего', 'Supervisor’s decision'),
};

const groups = { outcomes, documents, transports, purposes, sexes, reasons } as const;

export type TallyLabel = keyof typeof labels;

export const tallyLabel = (label: TallyLabel, language: Language): string => labels[label][language];

/** A word of a group; the word itself where a newer desk counted something this table does not know. */
export const tallyWord = (group: keyof typeof groups, word: string, language: Language): string =>
  (groups[group] as Record<string, Localised>)[word]?.[language] ?? word;
