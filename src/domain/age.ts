/** An age below which a traveller is a minor (domain.md §3). */
export const majority = 18;

/**
 * Whole years on a local day (`YYYY-MM-DD`). A birth date cut to month or year (Doc 9303-3 §4.8) counts as its last day, so that
 * nobody is taken for older than the document proves. Born on 29 February: a year older on 1 March.
 */
export const ageOn = (birthDate: string, day: string): number => {
  const [year = 0, month = 12, date = 31] = birthDate.split('-').map(Number);
  const [thisYear = 0, thisMonth = 1, thisDate = 1] = day.split('-').map(Number);
  const hadBirthday = thisMonth > month || (thisMonth === month && thisDate >= date);
  return thisYear - year - (hadBirthday ? 0 : 1);
};
