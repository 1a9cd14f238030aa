import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '../../src/central/database.ts';
import { openPglite } from '../../src/central/database-pglite.ts';
import { openScratch, startCentre, type TestCentre } from './centre-fixture.ts';

const postgresUrl = process.env.BEKET_TEST_POSTGRES;

type Store = { readonly name: string; readonly open: () => Promise<Database>; readonly skip: string | undefined };

/** The same tests on both databases; the second half says loudly why it is not run. */
const stores: readonly Store[] = [
  { name: 'PGlite', open: () => openPglite(), skip: undefined },
  {
    name: 'PostgreSQL',
    open: () => openScratch(postgresUrl as string),
    skip: postgresUrl
      ? undefined
      : 'BEKET_TEST_POSTGRES is not set (a postgres:// URL whose user may create databases)',
  },
];

/** Runs a suite against a centre on each database; `centre()` is the running one. */
export const onEachStore = (name: string, suite: (centre: () => TestCentre) => void): void => {
  for (const { name: store, skip, open } of stores) {
    if (skip) console.warn(`SKIPPED: ${name}, on ${store}: ${skip}`);
    describe.skipIf(skip)(`${name}, on ${store}`, () => {
      let centre: TestCentre;
      beforeAll(async () => {
        centre = await startCentre(await open());
      });
      afterAll(async () => {
        await centre.stop();
        await centre.database.close();
      });
      suite(() => centre);
    });
  }
};
