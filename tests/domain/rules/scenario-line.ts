import { assess } from '../../../src/domain/assess.ts';
import { parseDay } from '../../../src/domain/calendar.ts';
import { localDayNumber } from '../../../src/domain/local-time.ts';
import type { FileRules } from '../../../src/adapters/rule-files.ts';
import type { Scenario } from './scenario.ts';

/** Where a scenario stands, in day numbers, worked out apart from the rules that weigh it. */
export type Line = ReturnType<typeof lineOf>;

type Input = {
  readonly at: string;
  readonly post: string;
  readonly direction: string;
  readonly document: Readonly<Record<string, string>>;
  readonly history?: readonly { readonly at: string; readonly direction: string; readonly post: string }[];
  readonly registrations?: readonly { readonly from: string }[];
  readonly problems?: readonly { readonly field: string; readonly code: string }[];
};

/** The date of birth in an IIN or a Belarusian or Kyrgyz number, where the century is the document's (domain.md §5). */
const birthInNumber = ({ personalNumber = '', birthDate = '' }: Input['document']): string => {
  const century = birthDate.slice(0, 2);
  if (/^\d{12}$/.test(personalNumber))
    return `${century}${personalNumber.slice(0, 2)}-${personalNumber.slice(2, 4)}-${personalNumber.slice(4, 6)}`;
  if (/^\d{14}$/.test(personalNumber))
    return `${personalNumber.slice(5, 9)}-${personalNumber.slice(3, 5)}-${personalNumber.slice(1, 3)}`;
  return `${century}${personalNumber.slice(5, 7)}-${personalNumber.slice(3, 5)}-${personalNumber.slice(1, 3)}`;
};

const known = (day: number): number[] => (Number.isNaN(day) ? [] : [day]);

export const lineOf = (scenario: Scenario, rules: FileRules) => {
  const { document, history = [], registrations = [], problems = [], ...input } = scenario.input as unknown as Input;
  const posts = rules.posts();
  const post = posts.find(({ id }) => id === input.post);
  const dayAt = (at: string, place: string): number => {
    const zone = posts.find(({ id }) => id === place)?.zone ?? 'Asia/Almaty';
    return at.length === 10 ? parseDay(at) : localDayNumber(Date.parse(at), zone);
  };
  const day = dayAt(input.at, input.post);
  const past = history.map((event) => ({ ...event, day: dayAt(event.at, event.post) }));
  const isExit = input.direction === 'exit';
  const last = past.at(-1);
  const since = isExit && last?.direction === 'entry' ? last.day : undefined;
  const entered = isExit ? since : day;
  const birth = parseDay(document['birthDate'] ?? '');
  const answer = assess(scenario.input, rules);
  const { stay } = answer.ok ? answer.value : {};
  return {
    scenario,
    day,
    /** First day of the stay: today for an entry. */
    entered,
    since: entered ?? day,
    ...(isExit && since !== undefined && { length: day - since + 1 }),
    ...(!Number.isNaN(birth) && { birth }),
    citizenship: document['citizenship'],
    documentType: document['type'],
    issued: parseDay(document['issueDate'] ?? ''),
    expires: parseDay(document['expiryDate'] ?? ''),
    past: past.map((event) => event.day),
    entries: [
      ...past.filter(({ direction }) => direction === 'entry').map((event) => event.day),
      ...(isExit ? [] : [day]),
    ],
    registered: registrations.map(({ from }) => parseDay(from)),
    isRegistered: registrations.length > 0,
    used: stay ? [stay.used] : [],
    lastLawful: stay && !isExit ? [parseDay(stay.lastLawfulDay)] : [],
    /** Fields of which a check digit fails, those that share one counted once. */
    doubtful: new Set(problems.filter(({ code }) => /check-digit/.test(code)).map(({ field }) => field)).size,
    closures: (post?.closures ?? []).map(({ from, to }) => ({ from: parseDay(from), to: parseDay(to ?? '') })),
    birthInNumber: document['personalNumber'] ? known(parseDay(birthInNumber(document)) - birth) : [],
  };
};
