// What the tally of a day must say, counted from what the officers did: by no code of the product.
import type { TravelDocument } from '../../src/domain/document/travel-document.ts';

export type Deed = {
  readonly document: TravelDocument;
  readonly isManual: boolean;
  readonly officer: string;
  readonly transport: string;
  direction: 'entry' | 'exit';
  action: 'admit' | 'refer' | 'refuse';
  /** Admitted against the advice. */
  readonly isOverride: boolean;
  wasReferred: boolean;
  reason?: string;
  isVoid?: boolean;
  corrections: number;
};

type InOut = { entry: number; exit: number };

const by = (deeds: readonly Deed[], wordOf: (deed: Deed) => string): Record<string, InOut> => {
  const rows: Record<string, InOut> = {};
  for (const deed of deeds) (rows[wordOf(deed)] ??= { entry: 0, exit: 0 })[deed.direction] += 1;
  return rows;
};
const times = (words: readonly string[]): Record<string, number> =>
  Object.fromEntries([...new Set(words)].map((word) => [word, words.filter((one) => one === word).length]));
const age = (born: string, today: string): number =>
  Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (today.slice(5) < born.slice(5) ? 1 : 0);

/** Figures of the day; `today` is the local day of the post. */
export const countDay = (all: readonly Deed[], today: string) => {
  const deeds = all.filter(({ isVoid }) => !isVoid);
  const of = (test: (deed: Deed) => boolean): number => deeds.filter(test).length;
  const [entry, exit] = [of(({ direction }) => direction === 'entry'), of(({ direction }) => direction === 'exit')];
  const refused = deeds.filter(({ action }) => action === 'refuse');
  return {
    persons: { entry, exit, total: entry + exit },
    byOutcome: by(deeds, ({ action }) => action),
    byCitizenship: by(deeds, ({ document }) => document.citizenship),
    byDocument: by(deeds, ({ document }) => document.type),
    byTransport: by(deeds, ({ transport }) => transport),
    bySex: by(deeds, ({ document }) => document.sex),
    byOfficer: by(deeds, ({ officer }) => officer),
    byAge: times(deeds.map(({ document }) => String(Math.floor(age(document.birthDate, today) / 5) * 5))),
    refusals: times(refused.map(({ reason = '' }) => reason)),
    secondLine: { referred: of(({ wasReferred }) => wasReferred), open: of(({ action }) => action === 'refer') },
    iins: of(({ document }) => document.personalNumber !== undefined),
    minors: of(({ document }) => age(document.birthDate, today) < 18),
    manual: of(({ isManual }) => isManual),
    overrides: of(({ isOverride }) => isOverride),
    corrections: deeds.reduce((sum, { corrections }) => sum + corrections, 0),
    voided: all.length - deeds.length,
    withoutVehicle: of(({ transport }) => transport === 'car'),
    forged: refused.filter(({ reason }) => reason === 'DOC_FORGED').length,
    hours: { entry, exit },
    days: { entry, exit },
  };
};

type Row = Record<string, unknown>;
const inOut = ({ entry, exit }: Row): InOut => ({ entry: Number(entry), exit: Number(exit) });
const rowsBy = (rows: unknown, word: string): Record<string, InOut> =>
  Object.fromEntries(
    (rows as Row[])
      .filter((row) => Number(row['entry']) + Number(row['exit']) > 0)
      .map((row) => [String(row[word]), inOut(row)]),
  );
const sum = (rows: unknown): InOut =>
  (rows as Row[]).reduce<InOut>(
    (all, row) => ({ entry: all.entry + Number(row['entry']), exit: all.exit + Number(row['exit']) }),
    { entry: 0, exit: 0 },
  );

/** The same figures as a tally says them, put in the same words. */
export const readTally = (tally: Row): ReturnType<typeof countDay> => {
  const { referred, open } = tally['secondLine'] as { referred: number; open: number };
  const figure = (name: string): number => Number(tally[name]);
  const codes = (tally['refusals'] as { code: string; count: number }[]).map(({ code, count }) => [code, count]);
  const ages = (tally['byAge'] as Record<'from' | 'M' | 'F' | 'X', number>[]).map(({ from, M, F, X }) => [
    String(from),
    M + F + X,
  ]);
  return {
    persons: tally['persons'] as InOut & { total: number },
    byOutcome: rowsBy(tally['byOutcome'], 'outcome'),
    byCitizenship: rowsBy(tally['byCitizenship'], 'citizenship'),
    byDocument: rowsBy(tally['byDocument'], 'documentType'),
    byTransport: rowsBy(tally['byTransport'], 'transport'),
    bySex: rowsBy(tally['bySex'], 'sex'),
    byOfficer: rowsBy(tally['byOfficer'], 'officer'),
    byAge: Object.fromEntries(ages) as Record<string, number>,
    refusals: Object.fromEntries(codes) as Record<string, number>,
    secondLine: { referred, open },
    ...{ iins: figure('iins'), minors: figure('minors'), manual: figure('manual'), overrides: figure('overrides') },
    ...{ corrections: figure('corrections'), voided: figure('voided') },
    ...{ withoutVehicle: figure('withoutVehicle'), forged: figure('forged') },
    ...{ hours: sum(tally['byHour']), days: sum(tally['byDay']) },
  };
};
