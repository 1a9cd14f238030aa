import { citedIn, type Attestation } from './finding.ts';
import type { Localised } from './post.ts';
import type { Slip } from './slip.ts';
import { tallyWord, type Language } from './tally-words.ts';

const say = (kk: string, ru: string, en: string): Localised => ({ kk, ru, en });

const labels = {
  title: say('Жолаушыға арналған парақша', 'Листок для проезжающего', 'Slip for the traveller'),
  post: say('Өткізу пункті', 'Пункт пропуска', 'Post'),
  entry: say('Кіру', 'Въезд', 'Entry'),
  exit: say('Шығу', 'Выезд', 'Exit'),
  stayUntil: say('Соңғы заңды күн', 'Законно по', 'Lawful until'),
  used: say('Пайдаланылған күн', 'Использовано дней', 'Days used'),
  left: say('Қалған күн', 'Осталось дней', 'Days left'),
  noDay: say('Заңды күн қалмаған', 'Законных дней не осталось', 'No lawful day is left'),
  registerBy: say('Тіркелудің соңғы күні', 'Регистрация не позднее', 'Register by'),
  article: say('Негізі', 'Основание', 'By'),
  asOf: say('Мәліметтер {at} жағдайы бойынша.', 'По сведениям на {at}.', 'As it was known on {at}.'),
  partial: say(
    'Басқа пункттердегі өтулер толық болмауы мүмкін.',
    'Пересечения в других пунктах могут быть учтены не все.',
    'Crossings at other posts may be missing.',
  ),
  noPermit: say('Анықтама; рұқсат емес.', 'Для сведения; не разрешение.', 'For information; no permit.'),
} as const;

const attested: Record<Attestation, Localised> = {
  official: say('ресми мәтін', 'официальный текст', 'official text'),
  secondary: say('жарияланым бойынша', 'по публикациям', 'as published'),
  unverified: say('тексерілмеген', 'не проверено', 'not verified'),
};

/** How days and instants are printed is the printer's own. */
export type SlipPrint = { day(iso: string): string; moment(instant: string): string };

/** A slip in one language, as lines: what is read from afar, then why, then how far it is to be relied on. */
export type SlipBlock = {
  readonly title: string;
  readonly crossed: string;
  /** The lines that matter: label and figure. */
  readonly main: readonly (readonly [label: string, value: string])[];
  readonly said: readonly { readonly text: string; readonly citation: string }[];
  readonly notes: readonly string[];
};

/** Up to an instant, or up to a local day. */
const known = (asOf: string, print: SlipPrint): string => (asOf.length === 10 ? print.day(asOf) : print.moment(asOf));

export const slipBlock = (slip: Slip, language: Language, print: SlipPrint): SlipBlock => {
  const word = (label: keyof typeof labels): string => labels[label][language];
  const { stay, registerBy } = slip;
  const isEntering = slip.direction === 'entry' && slip.outcome !== 'refuse';
  const days: SlipBlock['main'] = stay
    ? [
        ...(isEntering && stay.remaining > 0 ? [[word('stayUntil'), print.day(stay.lastLawfulDay)] as const] : []),
        ...(isEntering && stay.remaining === 0 ? [[word('noDay'), ''] as const] : []),
        [word('used'), String(stay.used)],
        [word('left'), String(stay.remaining)],
      ]
    : [];
  const outcome = tallyWord('outcomes', slip.outcome, language);
  return {
    title: word('title'),
    crossed: `${word(slip.direction)} · ${outcome} · ${slip.post[language]} · ${print.moment(slip.at)}`,
    main: [
      ...days,
      ...(isEntering && registerBy !== undefined ? [[word('registerBy'), print.day(registerBy)] as const] : []),
    ],
    said: slip.said.map((one) => ({
      text: one.text[language],
      citation: `${word('article')}: ${citedIn(one, language)} (${attested[one.attested][language]})`,
    })),
    notes: [
      // A Russian date ends in the point that ends the sentence.
      word('asOf').replace('{at}', known(slip.knownAsOf, print)).replace('..', '.'),
      ...(slip.partial ? [word('partial')] : []),
      word('noPermit'),
    ],
  };
};
