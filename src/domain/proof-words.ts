import type { Localised } from './post.ts';
import type { Language } from './tally-words.ts';

const say = (kk: string, ru: string, en: string): Localised => ({ kk, ru, en });

/** Words of the papers that prove: a proof of one crossing, the seal of a shift, and its supplement. */
const proofLabels = {
  title: say('Өту туралы жазбаның дәлелі', 'Доказательство записи о пропуске', 'Proof of a recorded crossing'),
  about: say(
    'Бұл жазба жұмыс орнының журналында тұр; ауысым соңында қол қойылды. Журналсыз тексеріледі: beket verify немесе docs/verify.md.',
    'Эта запись стоит в журнале рабочего места, подписанном в конце смены. Проверяется без журнала: beket verify или docs/verify.md.',
    'This entry stands in the log of the desk, signed at the end of its shift. It is checked without the log: beket verify, or docs/verify.md.',
  ),
  post: say('Өткізу пункті', 'Пункт пропуска', 'Post'),
  at: say('Тіркелді', 'Записано', 'Recorded'),
  person: say('Тегі, аты', 'Фамилия, имя', 'Name'),
  born: say('Туған күні', 'Дата рождения', 'Born'),
  document: say('Құжат', 'Документ', 'Document'),
  outcome: say('Шешім', 'Решение', 'Outcome'),
  direction: say('Бағыт', 'Направление', 'Direction'),
  entry: say('Жазба', 'Запись', 'Entry'),
  officer: say('Инспектор', 'Инспектор', 'Officer'),
  hash: say('Жазбаның хэші', 'Хэш записи', 'Hash of the entry'),
  way: say('Түбірге дейінгі жол', 'Путь к корню', 'The way to the root'),
  wayHow: say(
    'Алдымен SHA-256(«leaf:» + хэш); кейін әр қадамда SHA-256(«node:» + сол жақ + оң жақ).',
    'Сначала SHA-256(«leaf:» + хэш), затем на каждом шаге SHA-256(«node:» + левый + правый).',
    'First SHA-256(“leaf:” + hash), then at each step SHA-256(“node:” + left + right).',
  ),
  left: say('сол жақта', 'слева', 'on the left'),
  right: say('оң жақта', 'справа', 'on the right'),
  root: say('Ауысым түбірі', 'Корень смены', 'Root of the shift'),
  statement: say('Қол қойылған жол', 'Подписанная строка', 'Signed line'),
  seal: say('Ауысымның мөрі', 'Печать смены', 'Seal of the shift'),
  entries: say('Жазбалар', 'Записи', 'Entries'),
  supplement: say('{at} жағдайы бойынша толықтыру', 'Дополнение на {at}', 'Supplement as of {at}'),
  supplementWhy: say(
    'Ауысым жабылғаннан кейін түзетілді. Жоғарыдағы сандар сол күйінде қалады.',
    'Исправлено после закрытия смены. Показатели выше остаются как были.',
    'Corrected after the shift was closed. The figures above stay as they were.',
  ),
  change: say('Өзгеріс', 'Изменение', 'Change'),
  of: say('Өту жазбасы', 'Запись о пропуске', 'Crossing'),
  then: say('Ауысым жабылғанда', 'При закрытии', 'At the closing'),
  now: say('Қазір', 'Теперь', 'Now'),
  correction: say('түзету', 'исправление', 'correction'),
  void: say('жою', 'аннулирование', 'void'),
  'refusal-served': say('бас тарту бланкі тапсырылды', 'вручён бланк отказа', 'form of refusal handed over'),
  resolution: say('екінші желінің нәтижесі', 'результат второй линии', 'result of the second line'),
} as const;

type ProofLabel = keyof typeof proofLabels;

export const proofLabel = (label: ProofLabel, language: Language): string => proofLabels[label][language];
