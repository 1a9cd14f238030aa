import type { PhraseBook } from './body-codec.ts';
import type { Connection } from './connection.ts';

/** Room for every combination a post meets in years, and no more memory than a few megabytes. */
const room = 20_000;

export type StoredPhrases = PhraseBook & {
  /** Forgets what a transaction learnt that did not come to its end. */
  reload(): void;
};

/** The phrase book as it lies in the database; what is learnt is written in the transaction of the entry that needs it. */
export const createPhrases = (connection: Connection): StoredPhrases => {
  const insert = connection.prepare('INSERT INTO phrase (id, text) VALUES (?, ?)');
  const select = connection.prepare<[number], { id: number; text: string }>(
    'SELECT id, text FROM phrase WHERE id > ? ORDER BY id',
  );
  let texts: (string | undefined)[] = [undefined];
  let ids = new Map<string, number>();
  const catchUp = (): void => {
    for (const { id, text } of select.iterate(texts.length - 1)) {
      texts[id] = text;
      ids.set(text, id);
    }
  };
  catchUp();
  return {
    text: (id) => {
      // Another process may have written since: a reader beside the desk learns from the table.
      if (id >= texts.length) catchUp();
      return texts[id];
    },
    learn: (text) => {
      const known = ids.get(text);
      if (known !== undefined || texts.length > room) return known;
      const id = texts.length;
      insert.run(id, text);
      texts.push(text);
      ids.set(text, id);
      return id;
    },
    reload: () => {
      texts = [undefined];
      ids = new Map();
      catchUp();
    },
  };
};
