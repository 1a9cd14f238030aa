export type Erasure = {
  /** Id of the rule that asks for it. */
  readonly rule: string;
  /** Local day of the post, `YYYY-MM-DD`: what was recorded before it is erased. */
  readonly before: string;
  /** Who asked; the desk itself, once a day, where it is left out. */
  readonly officer?: string;
  /** Hash of the pack that holds the rule. */
  readonly pack?: string;
};

/**
 * What a rule of retention asks for: entries that name somebody; those left alone because a case is open; and those of persons
 * under watch, whom a list in force hits or who wait at the second line, left alone while that is so.
 */
export type Due = {
  readonly entries: number;
  readonly open: number;
  readonly watched: number;
  readonly firstDay?: string;
};
export type Erased = Pick<Due, 'entries' | 'open' | 'watched'>;

export type ErasureOptions = {
  readonly onProgress?: (entries: number) => void;
  /** Asked after every slice; what is erased by then is erased and proven. */
  readonly isCalledOff?: () => boolean;
};

export type Retention = {
  due(before: string): Promise<Due>;
  erase(erasure: Erasure, options?: ErasureOptions): Promise<Erased>;
};
