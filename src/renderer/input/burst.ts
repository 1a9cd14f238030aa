import { isWholeMrz, looksLikeMrz } from './mrz-shape.ts';

/** What to do with a key: leave it alone, keep it from the page, or keep it and take back what the burst has typed so far. */
export type Handling = 'pass' | 'take' | 'restore';
/** A whole scan, or a single key that was no part of one (outside text fields only). */
export type BurstOutcome = { readonly scan: string } | { readonly key: string };
export type Handled = { readonly handling: Handling; readonly outcomes: readonly BurstOutcome[] };

export type Press = { readonly at: number; readonly inText: boolean };

export type Burst = {
  character(character: string, press: Press): Handled;
  /** True where a press would begin a new run: the moment to remember what the field holds. */
  begins(press: Press): boolean;
  /** Enter or Tab. */
  ending(press: Press): Handled;
  /** Milliseconds of silence after which `settle` is due; `undefined` where nothing is pending. */
  patience(): number | undefined;
  settle(): readonly BurstOutcome[];
};

/** Milliseconds. A person at 150 words a minute leaves 80 between keys; readers leave 1 to 30. */
const gaps = { inText: 40, elsewhere: 80, line: 200, text: 250, mrz: 600, prefixed: 300, tail: 500 } as const;
/** Characters in a row at a reader's speed that make a scan; fewer where an ending follows at once. */
const enough = 5;
const enoughWithEnding = 3;
/** Characters after a reader's own prefix that make a scan, however slowly it types. */
const enoughAfterPrefix = 3;

type Run = {
  text: string;
  length: number;
  lastAt: number;
  inText: boolean;
  isScan: boolean;
  isTold: boolean;
  prefix: string;
};

const isPrefixed = ({ text, prefix }: Run): boolean => prefix !== '' && text.startsWith(prefix);

const patienceOf = (run: Run): number => Math.max(isPrefixed(run) ? gaps.prefixed : 0, ownPatience(run));

const ownPatience = (run: Run): number => {
  if (!run.isScan) return run.inText ? gaps.inText : gaps.elsewhere;
  if (looksLikeMrz(run.text)) return gaps.mrz;
  return run.text.endsWith('\n') ? gaps.line : gaps.text;
};

const isLoneKey = (run: Run): boolean => !run.inText && run.length === 1 && !run.isTold;

const outcomeOf = (run: Run | undefined): readonly BurstOutcome[] => {
  if (!run) return [];
  const told = isPrefixed(run) ? run.text.slice(run.prefix.length) : run.text;
  if (run.isScan) return [{ scan: told.replace(/^\n+|\n+$/g, '') }];
  return isLoneKey(run) ? [{ key: run.text }] : [];
};

/**
 * Tells a reader's burst of keys from a person's typing by its speed, joins its lines, and keeps its Enter, Tab or double
 * Enter from ever reaching the page. Pure: time comes with each press, the caller keeps the timer. A reader that is set to send a
 * `prefix` before each scan may type as slowly as a person.
 */
export const createBurst = (prefixOf: () => string = () => ''): Burst => {
  let run: Run | undefined;
  let tailFrom = Number.NEGATIVE_INFINITY;

  const settle = (): readonly BurstOutcome[] => {
    const outcomes = outcomeOf(run);
    run = undefined;
    return outcomes;
  };
  const continues = ({ at }: Press): boolean => run !== undefined && at - run.lastAt <= patienceOf(run);

  const character = (typed: string, press: Press): Handled => {
    const ended = continues(press) ? [] : settle();
    run ??= {
      text: '',
      length: 0,
      lastAt: press.at,
      inText: press.inText,
      isScan: false,
      isTold: false,
      prefix: prefixOf(),
    };
    run.text += typed;
    run.length += 1;
    run.lastAt = press.at;
    const wasScan = run.isScan;
    const isAnnounced = isPrefixed(run) && run.length >= run.prefix.length + enoughAfterPrefix;
    run.isScan = wasScan || run.length >= enough || isAnnounced;
    if (!run.isScan) return { handling: 'pass', outcomes: ended };
    tailFrom = press.at;
    const outcomes = isWholeMrz(run.text) ? [...ended, ...settle()] : ended;
    return { handling: wasScan ? 'take' : 'restore', outcomes };
  };

  const ending = (press: Press): Handled => {
    if (!continues(press)) {
      const outcomes = settle();
      if (press.at - tailFrom > gaps.tail) return { handling: 'pass', outcomes };
      tailFrom = press.at;
      return { handling: 'take', outcomes };
    }
    const current = run as Run;
    if (!current.isScan && current.length < enoughWithEnding) {
      const handling = current.inText ? 'pass' : 'take';
      return { handling, outcomes: settle() };
    }
    const handling = current.isScan ? 'take' : 'restore';
    current.isScan = true;
    current.text += '\n';
    current.lastAt = press.at;
    tailFrom = press.at;
    return { handling, outcomes: isWholeMrz(current.text) ? settle() : [] };
  };

  /** A lone key is told at once, but stays the possible beginning of a scan: on a busy machine the next may be long in coming. */
  const settleInTime = (): readonly BurstOutcome[] => {
    if (!run || run.isScan) return settle();
    const outcomes = outcomeOf(run);
    run.isTold = true;
    return outcomes;
  };
  const patience = (): number | undefined => (run && (run.isScan || isLoneKey(run)) ? patienceOf(run) : undefined);
  return { character, ending, begins: (press) => !continues(press), patience, settle: settleInTime };
};
