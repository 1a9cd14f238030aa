import type { DemoPerson } from './demo-people.ts';
import type { WatchlistEntry } from './watchlist/watchlist-entry.ts';

const reasons = ['Invented: wanted for questioning', 'Invented: entry ban', 'Invented: lost document'] as const;

/** An invented list: a few of the invented travellers, by number and by name with birth date. */
export const inventWatchlist = (people: readonly DemoPerson[]): WatchlistEntry[] =>
  people.map(({ document }, i) => {
    const { surname, givenNames, nativeName, birthDate, number, citizenship } = document;
    const native = nativeName ? [`${nativeName.surname} ${nativeName.givenNames}`] : [];
    return {
      id: `DEMO-${String(i + 1).padStart(3, '0')}`,
      names: [`${surname} ${givenNames}`, ...native],
      birthDate,
      documentNumbers: i % 2 === 0 ? [number] : [],
      citizenship,
      reason: reasons[i % reasons.length] as string,
    };
  });
