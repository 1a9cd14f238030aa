import { localDayNumber } from '../../domain/local-time.ts';
import type { CrossingBody, CrossingPersonal } from '../../domain/crossing.ts';
import type { StoredEntry } from '../../domain/log.ts';
import type { CorrectionPersonal } from '../../domain/log-bodies.ts';
import type { PartialDocument } from '../../domain/document/travel-document.ts';
import type { Connection } from './connection.ts';
import { lengthen } from './shorthand.ts';
import { personKeys } from '../../domain/document/person-keys.ts';
import { keyOf } from './look-up-keys.ts';

export type Projections = {
  /** Writes what an entry is looked up by, in the entry's own transaction. */
  add(entry: StoredEntry): void;
  /** Empties all that can be made again from the log. */
  clear(): void;
};

export const projectionTables = ['day_crossing', 'laid_over', 'open_referral', 'person_key'] as const;

export const createProjections = (
  connection: Connection,
  salt: string,
  zoneOf: (post: string) => string,
): Projections => {
  const addDay = connection.prepare('INSERT INTO day_crossing (day, seq) VALUES (?, ?)');
  const addOver = connection.prepare('INSERT INTO laid_over (crossing, seq) VALUES (?, ?)');
  const addReferral = connection.prepare('INSERT INTO open_referral (seq) VALUES (?)');
  const endReferral = connection.prepare('DELETE FROM open_referral WHERE seq = ?');
  const addKey = connection.prepare('INSERT OR IGNORE INTO person_key (key, seq) VALUES (?, ?)');
  const documentOf = connection.prepare<[number], { value: Buffer }>('SELECT value FROM personal WHERE seq = ?');

  const addKeys = (document: PartialDocument, seq: number): void => {
    for (const word of personKeys(document)) addKey.run(keyOf(word, salt), seq);
  };

  const addCrossing = ({ seq, at, body, personal }: StoredEntry): void => {
    const { post, action } = body as CrossingBody;
    addDay.run(localDayNumber(Date.parse(at), zoneOf(post)), seq);
    if (action === 'refer') addReferral.run(seq);
    if (personal) addKeys((personal.value as CrossingPersonal).document, seq);
  };

  const addLaidOver = (entry: StoredEntry): void => {
    const of = Number(entry.body['of']);
    addOver.run(of, entry.seq);
    if (entry.kind !== 'correction') endReferral.run(of);
    const changed = (entry.personal?.value as CorrectionPersonal | undefined)?.document;
    const first = changed && documentOf.get(of);
    if (first) addKeys({ ...(JSON.parse(lengthen(first.value)) as CrossingPersonal).document, ...changed }, of);
  };

  return {
    add: (entry) => {
      if (entry.kind === 'crossing') addCrossing(entry);
      else if (entry.kind === 'correction' || entry.kind === 'void' || entry.kind === 'resolution') {
        addLaidOver(entry);
      }
    },
    clear: () => {
      for (const table of projectionTables) connection.exec(`DELETE FROM ${table}`);
    },
  };
};
