import { createRequire } from 'node:module';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** The peer's server as its README sets it up: express-pouchdb over LevelDB, in a process of its own. */
const [packages, folder] = process.argv.slice(2) as [string, string];
const load = createRequire(join(packages, 'package.json'));

type Express = () => { use(path: string, handler: unknown): void; listen(port: number, host: string): Server };
type Pouch = { defaults(options: { prefix: string }): unknown };

const express = load('express') as Express;
const pouch = (load('pouchdb') as Pouch).defaults({ prefix: `${folder}/` });
const serve = load('express-pouchdb') as (pouch: unknown) => unknown;

process.chdir(folder);
const app = express();
app.use('/', serve(pouch));
const server = app.listen(0, '127.0.0.1');
server.once('listening', () => process.send?.((server.address() as AddressInfo).port));
