import { fileURLToPath } from 'node:url';
import { localDay } from '../domain/local-time.ts';

/** Built, all doors lie in `out/main`; from source, each in its own room. */
const isBuilt = import.meta.url.endsWith('.js');

/** The folder of rule packs, posts and states. */
export const resourceFolder = fileURLToPath(new URL('../../resources', import.meta.url));

export const workerUrl = new URL(isBuilt ? './reading-worker.js' : '../adapters/reading/worker.ts', import.meta.url);

/** Today at the command line: the state's own zone, since 1 March 2024 one for all of it (domain.md §2.5). */
export const todayHere = (): string => localDay(Date.now(), 'Asia/Almaty');
