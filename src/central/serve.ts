import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeAddress, writeAddress } from './address-file.ts';
import { createCentre } from './centre.ts';
import { StartFault, type Database } from './database.ts';
import { openPglite } from './database-pglite.ts';
import { openPostgres } from './database-postgres.ts';
import type { ServeOptions } from './options.ts';
import { readPosts } from './posts.ts';
import { administratorToken } from './secrets.ts';
import { createServer as createCentreServer } from './server.ts';

/** The same place seen from `src/central` and from the built `out/main`. */
const postsFile = fileURLToPath(new URL('../../resources/posts.json', import.meta.url));

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const readPem = (file: string): Buffer => {
  try {
    return readFileSync(file);
  } catch {
    throw new StartFault(`Cannot read ${file}. Give the certificate and its key as PEM files that this user may read.`);
  }
};

const tokenIn = (folder: string): string => {
  try {
    return administratorToken(folder);
  } catch (fault) {
    throw new StartFault(
      `Cannot write to ${folder} (${(fault as { code?: string }).code}). Give another folder with --data.`,
    );
  }
};

const listenFault = (fault: NodeJS.ErrnoException, { host, port }: ServeOptions): StartFault => {
  if (fault.code === 'EADDRINUSE') {
    return new StartFault(`Port ${port} is taken. Stop what uses it, or give another with --port.`);
  }
  if (fault.code === 'EACCES') return new StartFault(`Port ${port} may not be used. Give one above 1023 with --port.`);
  return new StartFault(
    `Cannot listen on ${host}:${port} (${fault.code ?? fault.message}). Give another --host or --port.`,
  );
};

/** Opening a database takes seconds; that the port is taken can be said before. */
const tryPort = (options: ServeOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    const { host, port } = options;
    const probe = createServer();
    probe.once('error', (fault) => reject(listenFault(fault, options)));
    probe.listen({ host, port }, () => probe.close(() => resolve()));
  });

const listenOn = async (database: Database, options: ServeOptions, pem: ReturnType<typeof readTls>) => {
  const { data, host, port } = options;
  const centre = await createCentre({
    database,
    ...readPosts(postsFile),
    now: Date.now,
    administratorToken: tokenIn(data),
  });
  const sticks = join(data, 'sticks');
  const app = await createCentreServer(centre, { logTo: process.stderr, tls: pem, version, sticks }).catch(
    (fault: Error) => {
      throw new StartFault(
        `The certificate or its key is not usable (${fault.message}). Give PEM files that belong together.`,
      );
    },
  );
  const url = await app.listen({ host, port }).catch((fault: unknown) => {
    throw listenFault(fault as NodeJS.ErrnoException, options);
  });
  return { app, url };
};

const readTls = ({ tls }: ServeOptions) => tls && { cert: readPem(tls.cert), key: readPem(tls.key) };

/** Runs the centre; `stop` lets what has begun end, then closes the database. */
export const serve = async (options: ServeOptions): Promise<{ url: string; stop: () => Promise<void> }> => {
  const pem = readTls(options);
  await tryPort(options);
  const database = options.databaseUrl ? await openPostgres(options.databaseUrl) : await openPglite(options.data);
  try {
    const { app, url } = await listenOn(database, options, pem);
    writeAddress(options.data, url);
    const stop = async (): Promise<void> => {
      removeAddress(options.data);
      await app.close();
      await database.close();
    };
    return { url, stop };
  } catch (fault) {
    await database.close();
    throw fault;
  }
};
