import { parseArgs } from 'node:util';
import { StartFault } from './database.ts';

export type ServeOptions = {
  readonly command: 'serve';
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly databaseUrl?: string;
  readonly tls?: { readonly cert: string; readonly key: string };
};
export type EnrolOptions = {
  readonly command: 'enrol';
  readonly data: string;
  readonly url?: string;
  readonly post: string;
  readonly lane: string;
  readonly hours: number;
  readonly replaces?: string;
};
export const publications = ['watchlist', 'pack', 'officer', 'post'] as const;
export type PublishOptions = {
  readonly command: 'publish';
  readonly data: string;
  readonly url?: string;
  readonly what: (typeof publications)[number];
  readonly file: string;
};
export type StickOptions = {
  readonly command: 'import-stick';
  readonly data: string;
  readonly url?: string;
  readonly file: string;
  readonly answer?: string;
};
export type AllowOptions = {
  readonly command: 'allow' | 'disallow';
  readonly data: string;
  readonly url?: string;
  readonly station: string;
};
export type Options =
  ServeOptions | EnrolOptions | PublishOptions | StickOptions | AllowOptions | { readonly command: 'help' };

export const help = `Beket's centre: takes in the logs of all desks and counts over them.

  npm run central -- [serve] [--data DIR] [--host ADDRESS] [--port N] [--tls-cert FILE --tls-key FILE]
  npm run central -- enrol --post ID --lane N [--hours 24] [--replaces STATION] [--data DIR] [--url URL]
  npm run central -- publish watchlist|pack|officer|post FILE [--data DIR] [--url URL]
  npm run central -- import-stick FILE [--answer FILE] [--data DIR] [--url URL]
  npm run central -- allow|disallow STATION [--data DIR] [--url URL]

serve   (the default) runs the centre until SIGTERM or SIGINT.
  --data DIR       folder of the embedded database and of the administrator's token; ./data/central
  --host ADDRESS   127.0.0.1; anything else wants --tls-cert and --tls-key, or a proxy that does TLS
  --port N         4600, or PORT
  DATABASE_URL     postgres://user:password@host:5432/beket puts the data on a PostgreSQL 15 or later

enrol   asks the running centre for a one-time code, which an administrator types at the desk. It reads the
  administrator's token and the centre's address from the data folder, so it runs on the same machine as
  the centre; from elsewhere POST {"post", "lane", "hours"} to /v1/admin/codes with
  "Authorization: Bearer TOKEN". The token was made at the first start: DIR/administrator-token, mode 0600.
  --replaces ID    lets the desk ID bring a new key, where its own was lost
  --hours N        how long the code is good, 24 by default

publish gives all desks something, through the running centre, with the token in the data folder; it prints what changed.
  watchlist FILE   the whole list as CSV; desks are sent what changed
  pack FILE        a rule pack with its own signature (JSON)
  officer FILE     {"officer": {badge, name, role, active}, "pin"?, "posts"?} (JSON); the PIN is kept as a hash
  post FILE        {"post": {…}} as in resources/posts.json, or {"drop": "ID"} (JSON)

import-stick takes what a desk without a line wrote to a stick, through the running centre, and writes the centre's
  answer for the way back, FILE.answer where --answer names no other. The same file may be brought again: nothing is
  entered twice.

allow lets administrators look after the whole fleet at a desk: they see how every desk is, issue codes, retire and revoke
  desks and write to them. Nobody may at any desk until it was allowed here; a desk that brings a new key is to be allowed
  anew. disallow takes it back.
`;

const portOf = (text: string): number => {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new StartFault(`${text} is not a port. Give a number from 1 to 65535 with --port or PORT.`);
};

const parse = (args: readonly string[]) => {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: text,
        host: text,
        port: text,
        url: text,
        post: text,
        lane: text,
        hours: text,
        replaces: text,
        'tls-cert': text,
        'tls-key': text,
        answer: text,
        help: { type: 'boolean' },
      },
    });
  } catch (fault) {
    throw new StartFault(`${(fault as Error).message} See --help.`);
  }
};

/** Reads the command line and the environment; what is wrong is said in one line. */
export const readOptions = (
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Options => {
  const { values, positionals } = parse(args);
  const [command = 'serve'] = positionals;
  if (values.help) return { command: 'help' };
  const data = values.data ?? './data/central';
  if (command === 'serve') {
    const [cert, key] = [values['tls-cert'], values['tls-key']];
    if ((cert === undefined) !== (key === undefined)) throw new StartFault('Give --tls-cert and --tls-key together.');
    return {
      command,
      data,
      host: values.host ?? '127.0.0.1',
      port: portOf(values.port ?? environment.PORT ?? '4600'),
      databaseUrl: environment.DATABASE_URL || undefined,
      tls: cert !== undefined && key !== undefined ? { cert, key } : undefined,
    };
  }
  if (command === 'publish') {
    const [, what, file] = positionals;
    const known = publications.find((one) => one === what);
    if (!known || !file) throw new StartFault('Say what and from which file, e.g. publish watchlist list.csv.');
    return { command, data, url: values.url, what: known, file };
  }
  if (command === 'import-stick') {
    const [, file] = positionals;
    if (!file) throw new StartFault('Name the file, e.g. import-stick /media/stick/desk.beket-stick.');
    return { command, data, url: values.url, file, answer: values.answer };
  }
  if (command === 'allow' || command === 'disallow') {
    const [, station] = positionals;
    if (!station) throw new StartFault(`Name the desk, e.g. ${command} syrym-1-0a1b2c.`);
    return { command, data, url: values.url, station };
  }
  if (command !== 'enrol') throw new StartFault(`Unknown command ${command}. See --help.`);
  const { post, lane, url, replaces } = values;
  const hours = Number(values.hours ?? '24');
  if (!post || !lane || !(hours > 0)) throw new StartFault('Give --post and --lane, e.g. enrol --post syrym --lane 1.');
  return { command, data, url, post, lane, hours, replaces };
};
