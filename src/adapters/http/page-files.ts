import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';
import { pageHeaders } from './page-policy.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
};

const nothing = (status: number): Response => new Response('Not here.', { status, headers: pageHeaders });

/** A file of the built page for an address of our own scheme; nothing outside the folder, nothing of an unknown kind. */
export const pageFile = async (folder: string, address: string): Promise<Response> => {
  const { pathname } = new URL(address);
  let path: string;
  try {
    path = join(folder, decodeURIComponent(pathname === '/' ? '/index.html' : pathname));
  } catch {
    return nothing(400);
  }
  const inside = relative(folder, path);
  const mediaType = mediaTypes[extname(path)];
  if (inside.startsWith('..') || isAbsolute(inside) || path.includes('\0') || mediaType === undefined)
    return nothing(404);
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) return nothing(404);
  return new Response(bytes, { headers: { ...pageHeaders, 'content-type': mediaType } });
};
