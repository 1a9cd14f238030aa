import { birthday, parseDay } from '../../../src/domain/calendar.ts';
import type { PackFile, PackRule } from '../../../src/domain/rules/pack.ts';
import type { Line } from './scenario-line.ts';

/** A date or limit of a pack. `distances` are the days (or other units of the limit) a scenario lies past it; 0 is at it. */
export type Edge = { readonly rule: string; readonly what: string; readonly distances: (line: Line) => number[] };

type Params = Readonly<Record<string, unknown>>;

const from = (at: number | undefined, day: number): number[] =>
  at === undefined || Number.isNaN(at) ? [] : [at - day];

const whenAged = ({ birth, day }: Line, age: number): number[] =>
  birth === undefined ? [] : [day - birthday(birth, age)];

/** A limit of ages: the birthday that ends or begins it. */
const ages = (
  what: string,
  { minAge, maxAge }: { minAge?: number | undefined; maxAge?: number | undefined },
): Omit<Edge, 'rule'>[] => [
  ...(minAge === undefined ? [] : [{ what: `${what} minAge ${minAge}`, distances: (l: Line) => whenAged(l, minAge) }]),
  ...(maxAge === undefined
    ? []
    : [{ what: `${what} maxAge ${maxAge}`, distances: (l: Line) => whenAged(l, maxAge + 1) }]),
];

const dates = ({ from: begins, to: ends, when }: PackRule): Omit<Edge, 'rule'>[] => [
  ...(begins === undefined ? [] : [{ what: `from ${begins}`, distances: (l: Line) => from(l.day, parseDay(begins)) }]),
  ...(ends === undefined ? [] : [{ what: `to ${ends}`, distances: (l: Line) => from(l.day, parseDay(ends)) }]),
  ...[when?.enteredBefore, when?.enteredFrom]
    .filter((day) => day !== undefined)
    .map((day) => ({ what: `entered ${day}`, distances: (l: Line) => from(l.entered, parseDay(day)) })),
];

/** Days on which a state joins or leaves a group the rule names, while the rule is in force. */
const memberships = (rule: PackRule, pack: PackFile): Omit<Edge, 'rule'>[] => {
  const bilateral = (rule.params['bilateral'] ?? []) as string[];
  const named = [...(rule.when?.citizenship ?? []), ...(rule.when?.notCitizenship ?? []), ...bilateral];
  const begin = rule.from ?? pack.editions[0]?.from ?? '';
  const isWithin = (day: string): boolean =>
    begin < day &&
    (rule.to === undefined || day < rule.to) &&
    // Nobody who entered before a state joined was let in by the rule of its group.
    (rule.when?.enteredBefore === undefined || day < rule.when.enteredBefore);
  return named.flatMap((name) =>
    (pack.groups[name] ?? []).flatMap(({ states, ...row }) =>
      [row.from, row.to]
        .filter((day) => day !== undefined)
        .filter(isWithin)
        .flatMap((day) =>
          states.map((state) => ({
            what: `${state} in ${name} ${day}`,
            distances: (l: Line) => (l.citizenship === state ? from(l.day, parseDay(day)) : []),
          })),
        ),
    ),
  );
};

const stay = (params: Params): Omit<Edge, 'rule'>[] => {
  const { perStay, withRegistration, window, countedFrom } = params as {
    perStay?: number;
    withRegistration?: number;
    window?: { days: number; in: number };
    countedFrom?: string;
  };
  const length = (l: Line, days: number): number[] => (l.length === undefined ? [] : [l.length - days]);
  return [
    ...(perStay === undefined
      ? []
      : [{ what: `perStay ${perStay}`, distances: (l: Line) => (l.isRegistered ? [] : length(l, perStay)) }]),
    ...(withRegistration === undefined
      ? []
      : [
          {
            what: `withRegistration ${withRegistration}`,
            distances: (l: Line) => (l.isRegistered ? length(l, withRegistration) : []),
          },
        ]),
    ...(window === undefined
      ? []
      : [
          { what: `window.days ${window.days}`, distances: (l: Line) => l.used.map((used) => used - window.days) },
          { what: `window.in ${window.in}`, distances: (l: Line) => l.past.map((day) => l.day - day - window.in) },
        ]),
    ...(countedFrom === undefined
      ? []
      : [
          {
            what: `countedFrom ${countedFrom}`,
            distances: (l: Line) => l.entries.map((day) => day - parseDay(countedFrom)),
          },
        ]),
  ];
};

const registration = ({ byDay }: Params): Omit<Edge, 'rule'>[] => [
  { what: `byDay ${byDay}, leaving`, distances: (l) => (l.length === undefined ? [] : [l.length - Number(byDay)]) },
  {
    what: `byDay ${byDay}, registered`,
    distances: (l) => (l.entered === undefined ? [] : l.registered.map((day) => day - l.since - Number(byDay) + 1)),
  },
];

const ageBound = (params: Params): Omit<Edge, 'rule'>[] => {
  const { issuedFromAge, replacedAtAges, graceDays } = params as {
    issuedFromAge: number;
    replacedAtAges: number[];
    graceDays: number;
  };
  const issued = ({ issued: day, birth }: Line, age: number): number[] =>
    birth === undefined ? [] : from(day, birthday(birth, age));
  return [
    { what: `issuedFromAge ${issuedFromAge}`, distances: (l) => issued(l, issuedFromAge) },
    ...replacedAtAges.flatMap((age) => [
      { what: `issued at ${age}`, distances: (l: Line) => issued(l, age) },
      { what: `replaced at ${age}`, distances: (l: Line) => whenAged(l, age) },
      { what: `grace after ${age}`, distances: (l: Line) => whenAged(l, age).map((days) => days - graceDays) },
    ]),
  ];
};

type Row = { types: string[]; minAge?: number; maxAge?: number };

const documents = (params: Params): Omit<Edge, 'rule'>[] =>
  (params['rows'] as Row[]).flatMap(({ types, ...row }) =>
    types.flatMap((type) =>
      ages(type, row).map(({ what, distances }) => ({
        what,
        distances: (l: Line) => (l.documentType === type ? distances(l) : []),
      })),
    ),
  );

const byKind: Readonly<Record<string, (params: Params) => Omit<Edge, 'rule'>[]>> = {
  stay,
  registration,
  'age-bound-validity': ageBound,
  'document-accepted': documents,
  'document-validity': () => [
    { what: 'expiryDate', distances: (l) => from(l.day, l.expires) },
    { what: 'expiryDate in the stay', distances: (l) => l.lastLawful.flatMap((day) => from(day, l.expires)) },
    { what: 'issueDate', distances: (l) => from(l.day, l.issued) },
  ],
  'reading-problems': ({ secondLineFrom }) => [
    { what: `secondLineFrom ${secondLineFrom}`, distances: (l) => [l.doubtful - Number(secondLineFrom)] },
  ],
  'post-open': () => [
    { what: 'closed from', distances: (l) => l.closures.map((closure) => l.day - closure.from) },
    { what: 'closed to', distances: (l) => l.closures.map((closure) => l.day - closure.to) },
  ],
  'personal-number': () => [{ what: 'birth date in the number', distances: (l) => l.birthInNumber }],
};

/** Every date and limit of a pack, rule by rule, as the pack itself names them. */
export const edgesOf = (pack: PackFile): Edge[] =>
  pack.rules.flatMap((rule) =>
    [
      ...dates(rule),
      ...memberships(rule, pack),
      ...ages('scope', rule.when ?? {}),
      ...(byKind[rule.kind]?.(rule.params) ?? []),
    ].map((edge) => ({ rule: rule.id, ...edge })),
  );
