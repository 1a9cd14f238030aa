import { canonicalJson } from '../canonical-json.ts';
import type { Sha256 } from '../log.ts';
import type { PackFile, RulePack } from './pack.ts';

const overlaps = (rule: { from?: string | undefined; to?: string | undefined }, from: string, to?: string): boolean =>
  (rule.to === undefined || rule.to > from) && (to === undefined || rule.from === undefined || rule.from < to);

/** Cuts a pack into its editions, oldest first; each is complete in itself and named by the day it begins. */
export const editionsOf = (file: PackFile, sha256: Sha256): RulePack[] => {
  const editions = file.editions.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return editions.map((edition, i) => {
    const to = edition.to ?? editions[i + 1]?.from;
    const { version, state, zone, reviewedOn, groups, words, retention } = file;
    const body = {
      id: `${file.id}-${edition.from}`,
      version,
      state,
      zone,
      reviewedOn,
      groups,
      words,
      from: edition.from,
      ...(to === undefined ? {} : { to }),
      title: edition.title,
      rules: file.rules.filter((rule) => overlaps(rule, edition.from, to)),
      ...(retention && { retention }),
    };
    return { ...body, hash: sha256(canonicalJson(body)) };
  });
};

/** Rules of a pack that say anything within the edition that begins on a day (`YYYY-MM-DD`). */
export const rulesOfEdition = (file: PackFile, from: string): PackFile['rules'] => {
  const editions = file.editions.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const at = editions.findIndex((edition) => edition.from === from);
  const to = editions[at]?.to ?? editions[at + 1]?.from;
  return file.rules.filter((rule) => overlaps(rule, from, to));
};

/** The edition in force on a local day (`YYYY-MM-DD`); missing before the first and after the last. */
export const editionOn = (editions: readonly RulePack[], day: string): RulePack | undefined =>
  editions.find((edition) => edition.from <= day && (edition.to === undefined || day < edition.to));
